package io.github.versionedschema.plan.ddl;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/** Writes what identifies a row of a table for logical replication. */
public final class ReplicaIdentitySql {

	private ReplicaIdentitySql() {
	}

	/**
	 * Returns the statement that sets the identity.
	 * @param table the table, as written in SQL
	 * @param kind the kind of identity
	 * @param index the name of the index, if it is one
	 */
	public static String set(String table, String kind, @Nullable String index) {
		return "ALTER TABLE %s REPLICA IDENTITY %s".formatted(table,
				(index != null) ? "USING INDEX " + Identifier.quote(index) : kind);
	}

	/**
	 * Returns the statement that makes an index the identity, whatever name it has.
	 * @param table the table, as written in SQL
	 * @param index its object identifier
	 */
	public static String index(String table, long index) {
		return "DO " + Identifier.dollarQuoted("""
				BEGIN
					EXECUTE (SELECT pg_catalog.format('ALTER TABLE %%s REPLICA IDENTITY USING INDEX %%I', %s, relname)
						FROM pg_catalog.pg_class WHERE oid = %d);
				END
				""".formatted(Identifier.literal(table), index));
	}

}

package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Records whether the database was empty when this start first connected. In that case
 * all tables, including those of Flyway, were created by this start, and no older release
 * uses them.
 */
final class FreshDatabase {

	/** Tables of extensions do not count. */
	private static final String IS_EMPTY = """
			select pg_catalog.to_regnamespace('versioned_schema') is null and not exists (
				select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where n.nspname = ?::pg_catalog.name and c.relkind in ('r', 'p', 'f', 'v', 'm')
					and not exists (select from pg_catalog.pg_depend d
						where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e'))
			""";

	private final AtomicReference<@Nullable Boolean> empty = new AtomicReference<>();

	/**
	 * Checks whether the database is empty, on the first call only.
	 * @param connection through which tables are about to be created
	 * @param baseSchema the base schema
	 */
	void look(Connection connection, String baseSchema) throws SQLException {
		if (this.empty.get() == null) {
			this.empty.compareAndSet(null, isEmpty(connection, baseSchema));
		}
	}

	/** Returns whether the database was empty; false if it was not checked. */
	boolean wasEmpty() {
		return Boolean.TRUE.equals(this.empty.get());
	}

	private static boolean isEmpty(Connection connection, String baseSchema) throws SQLException {
		try (PreparedStatement question = connection.prepareStatement(IS_EMPTY)) {
			question.setString(1, baseSchema);
			try (ResultSet row = question.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

}

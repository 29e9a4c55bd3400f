package io.github.versionedschema.plan.ddl;

import io.github.versionedschema.schema.Identifier;

/**
 * Names the foreign keys to single partitions that PostgreSQL adds to a foreign key to
 * their table. It named them after columns that had other names then, and keeps the names
 * when these are renamed.
 */
public final class PartKeyNames {

	private PartKeyNames() {
	}

	/**
	 * Returns the statement. Like PostgreSQL, it adds a number to a name that another
	 * constraint of the schema has.
	 * @param table the referencing table, as written in SQL
	 */
	public static String follow(String table) {
		String sql = """
				DECLARE
					_vs_row record;
					_vs_name text;
					_vs_number integer;
				BEGIN
					FOR _vs_row IN SELECT c.conrelid::pg_catalog.regclass AS owner, c.conname::text AS before,
							c.connamespace AS namespace, r.relname || '_' || (
								SELECT pg_catalog.string_agg(a.attname, '_' ORDER BY k.place)
								FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (number, place)
									JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
							) || '_fkey' AS after
						FROM pg_catalog.pg_constraint c
							JOIN pg_catalog.pg_constraint whole ON whole.oid = c.conparentid AND whole.conrelid = c.conrelid
							JOIN pg_catalog.pg_class r ON r.oid = c.conrelid
						WHERE c.contype = 'f' AND c.conname::text ~ '__vs[0-9]*_'
							AND (c.conrelid = %1$s::pg_catalog.regclass::oid OR c.conrelid IN (
								SELECT relid FROM pg_catalog.pg_partition_tree(%1$s::pg_catalog.regclass)))
						ORDER BY c.oid
					LOOP
						_vs_name := _vs_row.after;
						_vs_number := 0;
						WHILE EXISTS (SELECT FROM pg_catalog.pg_constraint c
								WHERE c.connamespace = _vs_row.namespace AND c.conname::text = _vs_name) LOOP
							_vs_number := _vs_number + 1;
							_vs_name := _vs_row.after || _vs_number;
						END LOOP;
						IF pg_catalog.octet_length(_vs_name) <= %2$d THEN
							EXECUTE pg_catalog.format('ALTER TABLE %%s RENAME CONSTRAINT %%I TO %%I', _vs_row.owner,
								_vs_row.before, _vs_name);
						END IF;
					END LOOP;
				END
				"""
			.formatted(Identifier.literal(table), Identifier.MAX_BYTES);
		return "DO " + Identifier.dollarQuoted(sql);
	}

}

package io.github.versionedschema.plan.ddl;

import io.github.versionedschema.schema.Identifier;

/**
 * Names NOT NULL constraints, which are named since PostgreSQL 18, after the name that a
 * table has in the newer version. PostgreSQL named them after the table's temporary name,
 * and keeps the names when the table is renamed.
 */
public final class NotNullNames {

	private NotNullNames() {
	}

	/**
	 * Returns the statement. It does nothing on servers before PostgreSQL 18. Like
	 * PostgreSQL, it adds a number to a name that another constraint of the schema has.
	 * @param table the table under its present name, as written in SQL
	 * @param from the name under which the table was created
	 * @param to the name after which the constraints are named
	 */
	public static String follow(String table, String from, String to) {
		String sql = """
				DECLARE
					_vs_row record;
					_vs_name text;
				BEGIN
					FOR _vs_row IN SELECT c.conname::text AS before, c.connamespace AS namespace
						FROM pg_catalog.pg_constraint c
						WHERE c.conrelid = %1$s::pg_catalog.regclass::oid AND c.contype = 'n'
							AND pg_catalog.starts_with(c.conname::text, %2$s || '_')
					LOOP
						_vs_name := %3$s || pg_catalog.substr(_vs_row.before, pg_catalog.length(%2$s) + 1);
						FOR _vs_number IN 1 .. 9 LOOP
							EXIT WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c
								WHERE c.connamespace = _vs_row.namespace AND c.conname::text = _vs_name);
							_vs_name := pg_catalog.regexp_replace(_vs_name, '[0-9]*$', '') || _vs_number;
						END LOOP;
						IF pg_catalog.octet_length(_vs_name) <= %4$d THEN
							EXECUTE pg_catalog.format('ALTER TABLE %%s RENAME CONSTRAINT %%I TO %%I', %1$s,
								_vs_row.before, _vs_name);
						END IF;
					END LOOP;
				END
				""".formatted(Identifier.literal(table), Identifier.literal(from), Identifier.literal(to),
				Identifier.MAX_BYTES);
		return "DO " + Identifier.dollarQuoted(sql);
	}

}

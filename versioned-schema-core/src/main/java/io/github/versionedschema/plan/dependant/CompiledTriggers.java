package io.github.versionedschema.plan.dependant;

import io.github.versionedschema.schema.Identifier;

/**
 * Writes the statement that lets sessions compile trigger functions again. Sessions keep
 * PL/pgSQL functions that they compiled for the old column types: calls would fail with
 * {@code type of parameter … does not match}. They compile a function for each trigger,
 * so triggers that are created again do not use what was kept, whoever owns the function.
 */
public final class CompiledTriggers {

	private static final String COMPILE_AGAIN = """
			DECLARE
				_vs_path constant pg_catalog.text := pg_catalog.current_setting('search_path');
				_vs_trigger record;
			BEGIN
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				FOR _vs_trigger IN
					SELECT {removal} AS removal, {creation} AS creation
					FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang
					WHERE (t.tgrelid = to_regclass({table}) OR t.tgrelid IN (SELECT relid FROM pg_partition_tree(to_regclass({table}))))
						AND NOT t.tgisinternal AND t.tgparentid = 0 AND l.lanname = 'plpgsql' AND has_function_privilege(p.oid, 'EXECUTE')
				LOOP
					EXECUTE _vs_trigger.removal;
					EXECUTE _vs_trigger.creation;
				END LOOP;
				PERFORM pg_catalog.set_config('search_path', _vs_path, true);
			END
			"""
		.replace("{removal}", Definitions.REMOVAL_OF_TRIGGER)
		.replace("{creation}", Definitions.OF_TRIGGER);

	private CompiledTriggers() {
	}

	/**
	 * Returns the statement for the triggers of a table and its partitions.
	 * @param table the table, as written in SQL
	 */
	public static String compileAgain(String table) {
		return "DO " + Identifier.dollarQuoted(COMPILE_AGAIN.replace("{table}", Identifier.literal(table)));
	}

}

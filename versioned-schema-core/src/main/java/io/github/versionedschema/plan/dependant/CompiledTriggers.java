package io.github.versionedschema.plan.dependant;

import io.github.versionedschema.schema.Identifier;

/**
 * Writes the statement that lets sessions compile trigger functions again. Sessions cache
 * PL/pgSQL functions that were compiled for the old column types. Later calls fail with
 * {@code type of parameter … does not match}. Altering a function forces recompilation.
 */
public final class CompiledTriggers {

	private static final String COMPILE_AGAIN = """
			DECLARE
				_vs_function record;
			BEGIN
				FOR _vs_function IN
					SELECT DISTINCT p.oid::pg_catalog.regprocedure AS name, p.procost AS cost
					FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
					JOIN pg_catalog.pg_language l ON l.oid = p.prolang
					WHERE (t.tgrelid = %1$s::pg_catalog.regclass::oid
							OR t.tgrelid IN (SELECT relid::oid FROM pg_catalog.pg_partition_tree(%1$s::pg_catalog.regclass)))
						AND NOT t.tgisinternal AND l.lanname = 'plpgsql' AND pg_catalog.pg_has_role(p.proowner, 'USAGE')
				LOOP
					EXECUTE pg_catalog.format('ALTER FUNCTION %%s COST %%s', _vs_function.name, _vs_function.cost);
				END LOOP;
			END
			""";

	private CompiledTriggers() {
	}

	/**
	 * Returns the statement for the triggers of a table and its partitions.
	 * @param table the table, as written in SQL
	 */
	public static String compileAgain(String table) {
		return "DO " + Identifier.dollarQuoted(COMPILE_AGAIN.formatted(Identifier.literal(table)));
	}

}

package io.github.versionedschema.plan.strategy.type;

import java.util.List;

import io.github.versionedschema.schema.Identifier;

/**
 * A type that complete moves to another schema. Functions of newer versions name it in
 * their bodies, which are text.
 *
 * @param name its name
 * @param from the schema that it leaves
 * @param to its new schema
 */
record MovedType(String name, String from, String to) {

	/**
	 * Names are either quoted, or written as PostgreSQL prints them. A longer name may
	 * begin with this one.
	 */
	private static final String FUNCTIONS = """
			DECLARE
				_vs_path constant pg_catalog.text := pg_catalog.current_setting('search_path');
				_vs_function pg_catalog.text;
			BEGIN
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				FOR _vs_function IN
					SELECT regexp_replace(replace(definition, %1$s, %2$s), printed.older || '(?![[:alnum:]_$])', printed.newer, 'g')
					FROM (SELECT format('%%I.%%I', %3$s, %5$s) AS plain,
						'(?<![[:alnum:]_$."])' || regexp_replace(format('%%I.%%I', %3$s, %5$s), '([^[:alnum:]_])', '\\\\\\1', 'g') AS older,
						replace(format('%%I.%%I', %4$s, %5$s), '\\', '\\\\') AS newer) printed,
						(SELECT prosrc, pg_get_functiondef(oid) AS definition FROM pg_proc
						WHERE pronamespace = 'versioned_schema'::regnamespace AND prokind = 'f') own
					WHERE strpos(prosrc, %1$s) > 0 OR strpos(prosrc, printed.plain) > 0
				LOOP
					EXECUTE _vs_function;
				END LOOP;
				PERFORM set_config('search_path', _vs_path, true);
			END
			""";

	/**
	 * Returns the statements that move it.
	 * @param functions whether functions of newer versions may name it
	 */
	List<String> statements(boolean functions) {
		String quoted = Identifier.qualified(this.from, this.name);
		String move = "ALTER TYPE %s SET SCHEMA %s".formatted(quoted, Identifier.quote(this.to));
		return !functions ? List.of(move)
				: List.of(move, "DO " + Identifier.dollarQuoted(FUNCTIONS.formatted(Identifier.literal(quoted),
						Identifier.literal(Identifier.qualified(this.to, this.name)), Identifier.literal(this.from),
						Identifier.literal(this.to), Identifier.literal(this.name))));
	}

}

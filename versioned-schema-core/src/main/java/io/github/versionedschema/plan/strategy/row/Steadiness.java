package io.github.versionedschema.plan.strategy.row;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * Determines whether sync functions always return the same value for the same row,
 * because they call only immutable functions and read no tables. If so, values that do
 * not match show that a row was written without the sync triggers.
 */
final class Steadiness {

	/**
	 * A stored body contains the OIDs of functions, but not those of casts via text. For
	 * example, the text of a timestamp depends on session settings. So all types in a
	 * body with such a cast must have immutable text output. A concatenation of text with
	 * another type is such a cast too (functions 2003 and 2004, which are stable only for
	 * this reason).
	 */
	private static final String CONDITION = """
			(SELECT pg_catalog.bool_and(p.prosqlbody IS NOT NULL
				AND p.prosqlbody::pg_catalog.text !~ '\\{(SQLVALUEFUNCTION|SUBLINK|NEXTVALUEEXPR|XMLEXPR|JSON|CURRENTOFEXPR)'
				AND NOT EXISTS (
					SELECT FROM pg_catalog.regexp_matches(p.prosqlbody::pg_catalog.text, ':[a-z]*funcid (\\d+)', 'g') AS found(parts)
					JOIN pg_catalog.pg_proc called ON called.oid = parts[1]::pg_catalog.oid
					WHERE called.provolatile <> 'i' AND called.oid NOT IN (2003, 2004))
				AND (p.prosqlbody::pg_catalog.text !~ '\\{COERCEVIAIO|:opfuncid (2003|2004) ' OR NOT EXISTS (
					SELECT FROM pg_catalog.regexp_matches(p.prosqlbody::pg_catalog.text, ':[a-z]*type (\\d+)', 'g') AS found(parts)
					JOIN pg_catalog.pg_type t ON t.oid = parts[1]::pg_catalog.oid
					JOIN pg_catalog.pg_proc called ON called.oid IN (t.typinput, t.typoutput)
					WHERE called.provolatile <> 'i')))
			FROM pg_catalog.pg_proc p WHERE p.oid = ANY (ARRAY[%s]))""";

	private Steadiness() {
	}

	/**
	 * Returns a condition that PostgreSQL evaluates once per query. It is null, and so
	 * not true, if this cannot be determined.
	 * @param functions the functions, as written in SQL
	 */
	static String of(List<String> functions) {
		return CONDITION.formatted(functions.stream()
			.map((function) -> Identifier.literal(function) + "::pg_catalog.regproc::pg_catalog.oid")
			.collect(Collectors.joining(", ")));
	}

}

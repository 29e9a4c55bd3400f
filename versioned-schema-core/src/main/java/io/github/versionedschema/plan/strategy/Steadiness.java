package io.github.versionedschema.plan.strategy;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * Whether functions of ours give the same value for the same row at any time: what they
 * call is immutable, and they look nothing up. Two values that such functions should have
 * made equal differ because a row came past the triggers, and for no other reason.
 */
final class Steadiness {

	/**
	 * Functions are in a stored body by their numbers. Casts by way of text are not: a
	 * time, for example, is printed as the session wants it; so the types that a body
	 * with such a cast speaks of have to be immutable in their texts. Text with something
	 * else behind or before it (the functions 2003 and 2004, which are stable for this
	 * reason alone) is such a cast too.
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
	 * Returns a condition that PostgreSQL evaluates once for a query; null, which is not
	 * true, where it cannot be told.
	 * @param functions as they are written in SQL
	 */
	static String of(List<String> functions) {
		return CONDITION.formatted(functions.stream()
			.map((function) -> Identifier.literal(function) + "::pg_catalog.regproc::pg_catalog.oid")
			.collect(Collectors.joining(", ")));
	}

}

package io.github.versionedschema.plan.table;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.plan.text.TypeName;

/**
 * Determines whether distinct values of one type remain distinct in another. Otherwise,
 * values can violate a unique key even without an expression.
 */
final class Widening {

	private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint", "numeric");

	private static final List<String> FLOATS = List.of("real", "double precision");

	/** A length limit causes an error, or truncates trailing spaces. */
	private static final Pattern LIMITED_TEXT = Pattern.compile("character varying\\((\\d+)\\)");

	private static final List<String> TEXTS = List.of("text", "character varying");

	private Widening() {
	}

	/**
	 * Returns whether no two values become equal.
	 * @param from a type, by any of its names
	 * @param to a type, by any of its names
	 */
	static boolean isOne(String from, String to) {
		return isOneOfPostgres(TypeName.canonical(from), TypeName.canonical(to));
	}

	private static boolean isOneOfPostgres(String from, String to) {
		return from.equals(to) || isLater(INTEGERS, from, to) || isLater(FLOATS, from, to)
				|| ((TEXTS.contains(from) || length(from) > 0) && TEXTS.contains(to))
				|| (length(from) > 0 && length(to) >= length(from));
	}

	private static boolean isLater(List<String> types, String from, String to) {
		return types.contains(from) && types.indexOf(to) > types.indexOf(from);
	}

	private static int length(String type) {
		Matcher limited = LIMITED_TEXT.matcher(type);
		return limited.matches() ? Integer.parseInt(limited.group(1)) : 0;
	}

}

package io.github.versionedschema.plan.table;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether values of one type stay different from each other in another: those that do not
 * can break a unique key although nothing is computed.
 */
final class Widening {

	private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint", "numeric");

	private static final List<String> FLOATS = List.of("real", "double precision");

	/** A limit of length can only be kept by an error, or by cutting spaces off. */
	private static final Pattern LIMITED_TEXT = Pattern.compile("character varying\\(\\d+\\)");

	private static final List<String> TEXTS = List.of("text", "character varying");

	private Widening() {
	}

	/**
	 * Returns whether no two values become equal.
	 * @param from a type, as PostgreSQL writes it
	 * @param to a type, as PostgreSQL writes it
	 */
	static boolean isOne(String from, String to) {
		return from.equals(to) || isLater(INTEGERS, from, to) || isLater(FLOATS, from, to)
				|| ((TEXTS.contains(from) || LIMITED_TEXT.matcher(from).matches()) && TEXTS.contains(to));
	}

	private static boolean isLater(List<String> types, String from, String to) {
		return types.contains(from) && types.indexOf(to) > types.indexOf(from);
	}

}

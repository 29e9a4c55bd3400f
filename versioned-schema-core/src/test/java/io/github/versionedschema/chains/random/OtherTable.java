package io.github.versionedschema.chains.random;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks in the SQL of a simulation where it reads another table as a version sees it.
 */
public final class OtherTable {

	private static final Pattern MARKER = Pattern.compile("@\\{([^}]+)}");

	private OtherTable() {
	}

	static String marker(String table) {
		return "@{%s}".formatted(table);
	}

	/**
	 * Returns SQL without markers.
	 * @param relation the qualified relation for the name of a table
	 */
	public static String resolve(String sql, UnaryOperator<String> relation) {
		return MARKER.matcher(sql).replaceAll((found) -> Matcher.quoteReplacement(relation.apply(found.group(1))));
	}

}

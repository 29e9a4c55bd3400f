package io.github.versionedschema.migration.reshape;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives to constraints without a name. */
final class ConstraintName {

	private static final int MOST_BYTES = 63;

	private ConstraintName() {
	}

	/**
	 * Returns the name, whose longer part is shortened if the whole is too long.
	 * @param table the table
	 * @param columns the columns, or null for a primary key
	 * @param label the kind of constraint, such as {@code fkey}
	 */
	static String of(String table, @Nullable String columns, String label) {
		String first = table;
		String second = (columns != null) ? "_" + columns : "";
		String last = "_" + label;
		while (bytes(first) + bytes(second) + bytes(last) > MOST_BYTES) {
			if (bytes(first) >= bytes(second)) {
				first = shorter(first);
			}
			else {
				second = shorter(second);
			}
		}
		return first + second + last;
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String shorter(String text) {
		return text.substring(0, text.offsetByCodePoints(text.length(), -1));
	}

}

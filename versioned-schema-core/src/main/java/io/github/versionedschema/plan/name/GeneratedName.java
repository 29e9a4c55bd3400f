package io.github.versionedschema.plan.name;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A name that PostgreSQL generates for an object of a table: {@code table_column_label}.
 * The longer of table and column is truncated until the name fits (PostgreSQL sources,
 * {@code makeObjectName}).
 *
 * @param kind the kind of object
 * @param waitingName the name that PostgreSQL generates
 * @param table the table's name in the newer version at that point
 * @param column the column, or null for none
 * @param label the suffix of the name
 */
public record GeneratedName(LateName.Kind kind, String waitingName, String table, @Nullable String column,
		String label) {

	private static final int MOST_BYTES = 63;

	/**
	 * Reserves the name that PostgreSQL will generate.
	 * @param physicalTable the table's name in the database at that point
	 */
	public static GeneratedName take(LateName.Kind kind, String physicalTable, String table, @Nullable String column,
			String label, RelationNames names) {
		String waitingName = first(physicalTable, column, label, names::isFree);
		names.add(waitingName);
		return new GeneratedName(kind, waitingName, table, column, label);
	}

	/**
	 * Returns the first such name that is usable.
	 * @param usable whether a name is usable
	 */
	public static String first(String table, @Nullable String column, String label, Predicate<String> usable) {
		String name = make(table, column, label);
		for (int number = 1; !usable.test(name); number++) {
			name = make(table, column, label + number);
		}
		return name;
	}

	/**
	 * Returns the first name that PostgreSQL would generate in the newer version.
	 * @param usable whether a name is usable
	 */
	String first(Predicate<String> usable) {
		return first(this.table, this.column, this.label, usable);
	}

	private static String make(String first, @Nullable String second, String last) {
		String one = first;
		String two = second;
		int room = MOST_BYTES - bytes(last) - 1 - ((two != null) ? 1 : 0);
		while (bytes(one) + ((two != null) ? bytes(two) : 0) > room) {
			if (two == null || bytes(one) > bytes(two)) {
				one = shorter(one);
			}
			else {
				two = shorter(two);
			}
		}
		return one + ((two != null) ? "_" + two : "") + "_" + last;
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String shorter(String text) {
		return text.substring(0, text.offsetByCodePoints(text.length(), -1));
	}

}

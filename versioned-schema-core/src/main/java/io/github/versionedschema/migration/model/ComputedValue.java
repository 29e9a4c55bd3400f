package io.github.versionedschema.migration.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are computed. A text is an SQL expression over a row of the
 * column's own table.
 *
 * @param value the SQL expression; with a table, over a row of that table and a row of
 * the column's own table
 * @param table the other table whose rows contain the values; the column's own table if
 * absent
 * @param where the SQL condition that matches rows of both tables; needed with a table.
 * Columns are qualified with the name of their table
 * @param aggregate whether the value is an aggregate of all rows that match, and not that
 * of the first one
 */
public record ComputedValue(String value, @Nullable String table, @Nullable String where, boolean aggregate) {

	@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
	public ComputedValue {
		if ((table == null) != (where == null)) {
			throw new IllegalArgumentException("'table' and 'where' need each other");
		}
		if (aggregate && table == null) {
			throw new IllegalArgumentException("'aggregate' needs 'table' and 'where'");
		}
	}

	/**
	 * Creates a value that is computed from the column's own table.
	 * @param value the SQL expression, or null
	 * @return the value, or null without an expression
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static @Nullable ComputedValue of(@Nullable String value) {
		return (value != null) ? new ComputedValue(value, null, null, false) : null;
	}

}

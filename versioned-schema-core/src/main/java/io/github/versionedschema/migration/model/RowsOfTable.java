package io.github.versionedschema.migration.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How rows of a new table are computed from rows of an existing one.
 *
 * @param table the existing table
 * @param values the SQL expressions of the new columns over a row of the existing table,
 * as older versions have it, by column
 * @param rows an SQL query over a row of the existing table. Each of its rows becomes a
 * row of the new table, and {@code values} can read its columns, qualified with
 * {@code rows}; one row if absent
 * @param where the SQL condition that matches rows of the new table with the row of the
 * existing table from which they come; rows with the same primary key if absent. Columns
 * are qualified with the name of their table
 */
public record RowsOfTable(String table, Map<String, String> values, @Nullable String rows, @Nullable String where) {

	public RowsOfTable {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

}

package io.github.versionedschema.migration.model;

import org.jspecify.annotations.Nullable;

/**
 * A column or an expression of an index. Absent properties have the server's defaults.
 *
 * @param column the column's name, unless it is an expression
 * @param expression the SQL expression over columns of the row, instead of a column
 * @param collate its collation
 * @param sort its direction
 * @param nulls the order of its nulls
 * @param opclass its operator class
 */
public record IndexField(@Nullable String column, @Nullable String expression, @Nullable String collate,
		@Nullable SortOrder sort, @Nullable NullsOrder nulls, @Nullable OperatorClass opclass) {

}

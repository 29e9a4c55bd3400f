package io.github.versionedschema.migration.model;

import org.jspecify.annotations.Nullable;

/**
 * A column of an index. Absent properties have the server's defaults.
 *
 * @param column the column's name
 * @param collate its collation
 * @param sort its direction
 * @param nulls the order of its nulls
 * @param opclass its operator class
 */
public record IndexField(String column, @Nullable String collate, @Nullable SortOrder sort, @Nullable NullsOrder nulls,
		@Nullable OperatorClass opclass) {

}

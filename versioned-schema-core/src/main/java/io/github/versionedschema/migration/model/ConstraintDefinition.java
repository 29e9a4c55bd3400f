package io.github.versionedschema.migration.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table that is created with it.
 *
 * @param name its name
 * @param type its kind
 * @param columns its columns; empty for the kinds that name none
 * @param check the SQL condition of a check
 * @param deferrable whether a transaction may postpone it
 * @param initiallyDeferred whether it is postponed unless told otherwise
 * @param nullsNotDistinct whether two nulls count as equal in a unique constraint
 * @param noInherit whether children of the table are exempt from a check
 * @param references what a foreign key refers to
 * @param exclude what an exclusion constraint compares
 * @param indexParameters how its index is stored
 */
public record ConstraintDefinition(String name, ConstraintType type, @Defaulted List<String> columns,
		@Nullable String check, boolean deferrable, boolean initiallyDeferred, boolean nullsNotDistinct,
		boolean noInherit, @Nullable TableForeignKeyReference references, @Nullable ExcludeDefinition exclude,
		@Nullable IndexParameters indexParameters) {

	public ConstraintDefinition {
		columns = (columns != null) ? List.copyOf(columns) : List.of();
	}

}

package io.github.versionedschema.migration.model;

import java.util.List;

/**
 * The reference of a table's foreign key.
 *
 * @param table the referenced table
 * @param columns the referenced columns, in the order of the referencing ones
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced key changes
 * @param matchType how nulls are treated
 * @param onDeleteSetColumns the columns that {@code SET NULL} and {@code SET DEFAULT}
 * apply to; empty means all
 */
public record TableForeignKeyReference(String table, List<String> columns, @Defaulted ReferentialAction onDelete,
		@Defaulted ReferentialAction onUpdate, @Defaulted MatchType matchType,
		@Defaulted List<String> onDeleteSetColumns) {

	public TableForeignKeyReference {
		columns = List.copyOf(columns);
		onDelete = (onDelete != null) ? onDelete : ReferentialAction.NO_ACTION;
		onUpdate = (onUpdate != null) ? onUpdate : ReferentialAction.NO_ACTION;
		matchType = (matchType != null) ? matchType : MatchType.SIMPLE;
		onDeleteSetColumns = (onDeleteSetColumns != null) ? List.copyOf(onDeleteSetColumns) : List.of();
		if (!onDeleteSetColumns.isEmpty() && !onDelete.setsColumns()) {
			throw new IllegalArgumentException(
					"'on_delete_set_columns' needs 'on_delete' to be SET NULL or SET DEFAULT, and it is "
							+ onDelete.sql());
		}
	}

}

package io.github.versionedschema.migration.model;

/**
 * A foreign key of a single column, defined with the column.
 *
 * @param name the constraint's name
 * @param table the referenced table
 * @param column the referenced column
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced key changes
 * @param matchType how nulls are treated
 * @param deferrable whether it is deferrable
 * @param initiallyDeferred whether it is initially deferred
 */
public record ForeignKeyReference(String name, String table, String column, @Defaulted ReferentialAction onDelete,
		@Defaulted ReferentialAction onUpdate, @Defaulted MatchType matchType, boolean deferrable,
		boolean initiallyDeferred) {

	public ForeignKeyReference {
		onDelete = (onDelete != null) ? onDelete : ReferentialAction.NO_ACTION;
		onUpdate = (onUpdate != null) ? onUpdate : ReferentialAction.NO_ACTION;
		matchType = (matchType != null) ? matchType : MatchType.SIMPLE;
	}

}

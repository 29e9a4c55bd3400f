package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;

/**
 * A foreign key that a migration adds.
 *
 * @param name the constraint's name
 * @param table the referencing table
 * @param columns its columns
 * @param referenced the referenced table
 * @param referencedColumns the referenced columns, in the order of {@code columns}
 * @param options actions and match type
 * @param deferrable whether it is deferrable
 * @param initiallyDeferred whether it starts deferred
 * @param source the operation
 */
public record NewForeignKey(String name, TableDraft table, List<ColumnDraft> columns, TableDraft referenced,
		List<ColumnDraft> referencedColumns, TableForeignKeyReference options, boolean deferrable,
		boolean initiallyDeferred, Source source) {

	public NewForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

}

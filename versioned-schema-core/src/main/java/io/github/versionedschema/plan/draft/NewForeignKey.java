package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;

/**
 * A foreign key that a migration adds.
 *
 * @param name the constraint's name
 * @param waitingName its name until complete, if another constraint has the final name
 * until then
 * @param table the referencing table
 * @param columns its columns
 * @param referenced the referenced table
 * @param referencedColumns the referenced columns, in the order of {@code columns}
 * @param setColumns the columns that a deletion sets; empty means all
 * @param options actions and match type
 * @param deferrable whether it is deferrable
 * @param initiallyDeferred whether it starts deferred
 * @param source the operation
 */
public record NewForeignKey(String name, String waitingName, TableDraft table, List<ColumnDraft> columns,
		TableDraft referenced, List<ColumnDraft> referencedColumns, List<ColumnDraft> setColumns,
		TableForeignKeyReference options, boolean deferrable, boolean initiallyDeferred, Source source) {

	public NewForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
		setColumns = List.copyOf(setColumns);
	}

	/** Returns the same key on the replacement of a column. */
	NewForeignKey moved(ColumnDraft from, ColumnDraft to) {
		return new NewForeignKey(this.name, this.waitingName, this.table, moved(this.columns, from, to),
				this.referenced, moved(this.referencedColumns, from, to), moved(this.setColumns, from, to),
				this.options, this.deferrable, this.initiallyDeferred, this.source);
	}

	private static List<ColumnDraft> moved(List<ColumnDraft> columns, ColumnDraft from, ColumnDraft to) {
		return columns.stream().map((column) -> (column == from) ? to : column).toList();
	}

	/** Returns the same foreign key with another name, and another one until complete. */
	NewForeignKey named(String other, String otherWaitingName) {
		return new NewForeignKey(other, otherWaitingName, this.table, this.columns, this.referenced,
				this.referencedColumns, this.setColumns, this.options, this.deferrable, this.initiallyDeferred,
				this.source);
	}

}

package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.schema.Column;

/**
 * Writes the statements that add columns to a table, in their order. Most are added by
 * one statement. A generated column whose expression uses names that its columns get only
 * at complete is added while they have these names for a moment, which no client sees.
 */
final class ColumnAdditions {

	private final SharedTable table;

	private final ColumnRenames renames;

	private final String alter;

	private final Function<ColumnDraft, String> definition;

	private final List<String> statements = new ArrayList<>();

	private final List<String> together = new ArrayList<>();

	/**
	 * Creates the additions.
	 * @param table the table
	 * @param sqlName the table, as written in SQL
	 * @param definition returns the definition of a column
	 */
	ColumnAdditions(SharedTable table, String sqlName, Function<ColumnDraft, String> definition) {
		this.table = table;
		this.renames = new ColumnRenames(sqlName);
		this.alter = "ALTER TABLE " + sqlName + " ";
		this.definition = definition;
	}

	List<String> of(List<ColumnDraft> columns) {
		List<String> existing = new ArrayList<>(Stream
			.concat(this.table.source().columns().stream().map(Column::physicalName),
					this.table.source().physical().takenColumns().stream())
			.toList());
		for (ColumnDraft column : columns) {
			String add = "ADD COLUMN " + this.definition.apply(column);
			Expression generation = this.table.generation(column);
			List<String> alone = (generation != null)
					? this.renames.around(this.alter + add, generation, ColumnDraft::physicalName, existing)
					: List.of();
			if (alone.size() > 1) {
				flush();
				this.statements.addAll(alone);
			}
			else {
				this.together.add(add);
			}
			existing.add(column.physicalName());
		}
		flush();
		return this.statements;
	}

	private void flush() {
		if (!this.together.isEmpty()) {
			this.statements.add(this.alter + String.join(", ", this.together));
			this.together.clear();
		}
	}

}

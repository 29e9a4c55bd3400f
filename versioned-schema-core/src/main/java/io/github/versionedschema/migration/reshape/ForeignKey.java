package io.github.versionedschema.migration.reshape;

import java.util.List;

import io.github.versionedschema.migration.model.ReferentialAction;
import io.github.versionedschema.migration.reshape.translation.NativeObject;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param columns its columns
 * @param referencedTable the table that it references
 * @param referencedColumns the referenced columns, in the order of its own
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced key changes
 */
record ForeignKey(List<String> columns, String referencedTable, List<String> referencedColumns,
		@Nullable ReferentialAction onDelete, @Nullable ReferentialAction onUpdate) {

	ForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	/**
	 * Returns the name that PostgreSQL gives to a foreign key without a name.
	 * @param table its table
	 * @param label the end of the name
	 */
	String name(String table, String label) {
		return ConstraintName.of(table, String.join("_", this.columns), label);
	}

	/** Returns the native constraint. */
	NativeObject translate(Translation to, String name) {
		return to.object()
			.with("name", name)
			.with("type", "foreign_key")
			.with("columns", this.columns)
			.with("references",
					to.object()
						.with("table", this.referencedTable)
						.with("columns", this.referencedColumns)
						.with("on_delete", this.onDelete)
						.with("on_update", this.onUpdate));
	}

}

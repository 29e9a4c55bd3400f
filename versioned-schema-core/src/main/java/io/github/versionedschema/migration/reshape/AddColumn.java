package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column.
 *
 * @param table the table
 * @param column the column
 * @param up how its values are computed from a row of the older version, or found in rows
 * of another table, or null
 */
record AddColumn(String table, Column column, @Nullable ComputedValue up) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("add_column",
				to.object()
					.with("table", this.table)
					.with("column", this.column.translate(to, false, "column"))
					.with("up", this.up));
	}

}

package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * Removes a column.
 *
 * @param table the table
 * @param column the column
 * @param down how its values are computed from a row of the newer version, or found in
 * rows of another table, or null
 */
record RemoveColumn(String table, String column, @Nullable ComputedValue down) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("drop_column",
				to.object().with("table", this.table).with("column", this.column).with("down", this.down));
	}

}

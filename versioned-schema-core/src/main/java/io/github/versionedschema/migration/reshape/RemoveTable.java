package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * Removes a table.
 *
 * @param table its name
 */
record RemoveTable(String table) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("drop_table", to.object().with("name", this.table));
	}

}

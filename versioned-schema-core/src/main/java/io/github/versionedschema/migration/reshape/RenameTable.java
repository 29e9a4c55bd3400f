package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * Renames a table.
 *
 * @param table its name
 * @param newName its new name
 */
record RenameTable(String table, String newName) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("rename_table", to.object().with("from", this.table).with("to", this.newName));
	}

}

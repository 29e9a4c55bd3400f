package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * Removes a check.
 *
 * @param table its table
 * @param check its name
 */
record RemoveCheck(String table, String check) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("drop_constraint", to.object().with("table", this.table).with("name", this.check));
	}

}

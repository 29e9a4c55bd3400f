package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * Removes a foreign key.
 *
 * @param table its table
 * @param foreignKey its name
 */
record RemoveForeignKey(String table, String foreignKey) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("drop_constraint", to.object().with("table", this.table).with("name", this.foreignKey));
	}

}

package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * Adds a foreign key.
 *
 * @param table its table
 * @param foreignKey the foreign key
 */
record AddForeignKey(String table, ForeignKey foreignKey) implements Action {

	@Override
	public void translate(Translation to) {
		String name = this.foreignKey.name(this.table, "fkey");
		to.add("create_constraint", this.foreignKey.translate(to, name).with("table", this.table));
	}

}

package io.github.versionedschema.migration.reshape;

/**
 * Removes a check.
 *
 * @param table its table
 * @param check its name
 */
record RemoveCheck(String table, String check) implements Action {

	@Override
	public void translate(Translation to) {
		to.removeConstraint('c', this.table, this.check);
	}

}

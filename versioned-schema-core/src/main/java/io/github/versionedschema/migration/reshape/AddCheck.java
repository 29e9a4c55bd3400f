package io.github.versionedschema.migration.reshape;

/**
 * Adds a check.
 *
 * @param table its table
 * @param check the check
 */
record AddCheck(String table, Check check) implements Action {

	@Override
	public void translate(Translation to) {
		if (this.check.comment() != null) {
			to.refuse("the comment of a check is not supported yet, except in create_table", "Leave it out", "check",
					"comment");
		}
		to.add("create_constraint", this.check.translate(to).with("table", this.table));
	}

}

package io.github.versionedschema.migration.reshape;

/**
 * Removes an index.
 *
 * @param index its name
 */
record RemoveIndex(String index) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("drop_index", to.object().with("name", this.index));
	}

}

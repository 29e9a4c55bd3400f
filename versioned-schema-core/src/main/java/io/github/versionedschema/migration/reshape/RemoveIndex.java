package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

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

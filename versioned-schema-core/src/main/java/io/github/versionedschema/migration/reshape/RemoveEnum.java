package io.github.versionedschema.migration.reshape;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * Removes an enum type.
 *
 * @param name its name
 */
record RemoveEnum(@JsonProperty("enum") String name) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("drop_type", to.object().with("name", this.name));
	}

}

package io.github.versionedschema.migration.reshape;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.schema.Identifier;

/**
 * Removes an enum type.
 *
 * @param name its name
 */
record RemoveEnum(@JsonProperty("enum") String name) implements Action {

	@Override
	public void translate(Translation to) {
		to.addOnComplete("DROP TYPE " + Identifier.quote(this.name));
	}

}

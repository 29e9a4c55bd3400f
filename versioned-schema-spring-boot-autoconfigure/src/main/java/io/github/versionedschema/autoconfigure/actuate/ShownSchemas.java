package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * All schemas that the endpoints show.
 *
 * @param all the schemas, in the order of the application
 */
record ShownSchemas(List<ShownSchema> all) {

	boolean isSingle() {
		return this.all.size() == 1;
	}

	/**
	 * Returns the schema that a caller means.
	 * @param name its name, or null for the only one
	 * @return the schema, or null if there is none of that name, or several and no name
	 */
	@Nullable ShownSchema find(@Nullable String name) {
		if (name == null) {
			return isSingle() ? this.all.get(0) : null;
		}
		return this.all.stream().filter((schema) -> schema.name().equals(name)).findFirst().orElse(null);
	}

	/** Returns the names for messages. */
	String names() {
		return this.all.stream().map(ShownSchema::name).collect(Collectors.joining(", "));
	}

}

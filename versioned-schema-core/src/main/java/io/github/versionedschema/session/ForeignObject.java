package io.github.versionedschema.session;

import org.jspecify.annotations.Nullable;

/**
 * An object in a version schema that a client created.
 *
 * @param kind its type as PostgreSQL names it, e.g. {@code table}
 * @param identity its name with the schema, quoted where needed
 * @param problem why it could not be moved, or null if it was
 */
public record ForeignObject(String kind, String identity, @Nullable String problem) {

	@Override
	public String toString() {
		return this.kind + ' ' + this.identity + ((this.problem != null) ? ": " + this.problem : "");
	}

}

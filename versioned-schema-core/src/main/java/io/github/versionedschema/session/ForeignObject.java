package io.github.versionedschema.session;

import org.jspecify.annotations.Nullable;

/**
 * An object in a version schema that is not ours.
 *
 * @param kind what it is, as PostgreSQL calls it, e.g. {@code table}
 * @param identity its name with the schema, quoted where needed
 * @param problem why it could not be moved, or null when it was
 */
public record ForeignObject(String kind, String identity, @Nullable String problem) {

	@Override
	public String toString() {
		return this.kind + ' ' + this.identity + ((this.problem != null) ? ": " + this.problem : "");
	}

}

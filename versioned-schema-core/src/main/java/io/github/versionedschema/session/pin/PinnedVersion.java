package io.github.versionedschema.session.pin;

import java.util.List;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;

/**
 * What the sessions of an application use.
 *
 * @param baseSchema where the tables are
 * @param version the version that the application was written for
 * @param furtherSchemas what follows on the path that the server sets
 */
public record PinnedVersion(String baseSchema, String version, List<String> furtherSchemas) {

	/**
	 * Creates an instance.
	 * @param baseSchema where the tables are
	 * @param version the version that the application was written for
	 * @param furtherSchemas what follows on the path that the server sets
	 */
	public PinnedVersion {
		furtherSchemas = List.copyOf(furtherSchemas);
	}

	/**
	 * The schema that the version has unless that name was taken or changed since; the
	 * journal knows.
	 */
	public String usualSchema() {
		return Identifier.truncatedWithHash(this.baseSchema + "_" + this.version);
	}

	/**
	 * The path of the sessions, as the server reads it.
	 * @param versionSchema the version's schema
	 * @param path what the server sets for their role
	 * @param role the role
	 * @return quoted names, separated by commas
	 */
	String searchPath(String versionSchema, SearchPath path, String role) {
		return path.ofVersion(versionSchema, this.baseSchema, role).followedBy(this.furtherSchemas).sql();
	}

}

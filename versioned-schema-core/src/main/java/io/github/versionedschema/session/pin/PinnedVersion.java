package io.github.versionedschema.session.pin;

import java.util.List;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;

/**
 * The version that the sessions of an application use.
 *
 * @param baseSchema the schema that contains the tables
 * @param version the version that the application was written for
 * @param furtherSchemas the schemas after the search path that the server sets
 */
public record PinnedVersion(String baseSchema, String version, List<String> furtherSchemas) {

	/**
	 * Creates an instance.
	 * @param baseSchema the schema that contains the tables
	 * @param version the version that the application was written for
	 * @param furtherSchemas the schemas after the search path that the server sets
	 */
	public PinnedVersion {
		furtherSchemas = List.copyOf(furtherSchemas);
	}

	/**
	 * Returns the default schema of the version. If that name was taken or changed, the
	 * journal has the actual name.
	 */
	public String usualSchema() {
		return Identifier.truncatedWithHash(this.baseSchema + "_" + this.version);
	}

	/**
	 * Returns the search path of the sessions, as the server parses it.
	 * @param versionSchema the version's schema
	 * @param path the search path that the server sets for their role
	 * @param role the role
	 * @return quoted names, separated by commas
	 */
	String searchPath(String versionSchema, SearchPath path, String role) {
		return path.ofVersion(versionSchema, this.baseSchema, role).followedBy(this.furtherSchemas).sql();
	}

}

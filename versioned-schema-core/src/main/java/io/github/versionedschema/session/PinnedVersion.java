package io.github.versionedschema.session;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.schema.Identifier;

/**
 * What the sessions of an application use.
 *
 * @param baseSchema where the tables are
 * @param version the version that the application was written for
 * @param furtherSchemas what follows on the path
 */
public record PinnedVersion(String baseSchema, String version, List<String> furtherSchemas) {

	/**
	 * Creates an instance.
	 * @param baseSchema where the tables are
	 * @param version the version that the application was written for
	 * @param furtherSchemas what follows on the path
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
	 * @return quoted names, separated by commas
	 */
	public String searchPath(String versionSchema) {
		return Stream.concat(Stream.of(versionSchema, this.baseSchema), this.furtherSchemas.stream())
			.distinct()
			.map(Identifier::quote)
			.collect(Collectors.joining(", "));
	}

}

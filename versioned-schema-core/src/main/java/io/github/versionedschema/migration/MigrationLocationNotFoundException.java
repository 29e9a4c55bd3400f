package io.github.versionedschema.migration;

import java.util.List;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when a configured migration folder does not exist. An empty folder is no error.
 */
public final class MigrationLocationNotFoundException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final List<String> locations;

	/**
	 * Creates the exception.
	 * @param locations the locations that do not exist, as configured, at least one
	 */
	public MigrationLocationNotFoundException(List<String> locations) {
		super(FailureKind.INVALID, "missing-location", description(locations) + " Create it, or correct the location.",
				null);
		this.locations = List.copyOf(locations);
	}

	private static String description(List<String> locations) {
		return "There is no migration folder at %s. Nothing was changed.".formatted(String.join(", ", locations));
	}

	@Override
	public String description() {
		return description(this.locations);
	}

	@Override
	public String advice() {
		return """
				Put the application's migrations there, set versioned-schema.locations to their folder, or \
				set versioned-schema.enabled=false. On the class path, \
				classpath:db/versioned-schema/ is src/main/resources/db/versioned-schema in the project, and \
				a folder without files is left out of the jar.""";
	}

	/**
	 * Returns the locations that do not exist.
	 * @return the locations as configured, at least one
	 */
	public List<String> locations() {
		return this.locations;
	}

}

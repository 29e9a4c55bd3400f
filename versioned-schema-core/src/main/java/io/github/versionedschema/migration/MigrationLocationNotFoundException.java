package io.github.versionedschema.migration;

import java.util.List;

/**
 * Thrown when a folder that is configured for migrations does not exist. A folder that
 * exists and is empty is no error.
 */
public class MigrationLocationNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final List<String> locations;

	public MigrationLocationNotFoundException(List<String> locations) {
		super("Nothing was changed: there is no folder of migrations at %s. Create it, or correct the location"
			.formatted(String.join(", ", locations)));
		this.locations = List.copyOf(locations);
	}

	/**
	 * The locations that do not exist.
	 * @return the locations as configured, at least one
	 */
	public List<String> locations() {
		return this.locations;
	}

}

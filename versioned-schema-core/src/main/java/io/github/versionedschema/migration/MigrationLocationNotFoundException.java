package io.github.versionedschema.migration;

import java.util.List;

/**
 * Thrown when a configured migration folder does not exist. An empty folder is no error.
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
	 * Returns the locations that do not exist.
	 * @return the locations as configured, at least one
	 */
	public List<String> locations() {
		return this.locations;
	}

}

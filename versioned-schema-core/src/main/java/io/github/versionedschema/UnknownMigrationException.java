package io.github.versionedschema;

import java.util.List;

/**
 * Thrown when a command names a migration that the application does not have. Nothing was
 * changed.
 */
public final class UnknownMigrationException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	public UnknownMigrationException(String name, List<String> known) {
		super("There is no migration \"%s\". Nothing was changed. There %s".formatted(name,
				known.isEmpty() ? "are none." : "are: " + String.join(", ", known) + "."));
	}

}

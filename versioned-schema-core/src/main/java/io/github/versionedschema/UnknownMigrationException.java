package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when a command names a migration that the application does not have. Nothing was
 * changed.
 */
public final class UnknownMigrationException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	public UnknownMigrationException(String name, List<String> known) {
		super(FailureKind.INVALID, "unknown-migration", "There is no migration \"%s\". Nothing was changed. There %s"
			.formatted(name, known.isEmpty() ? "are none." : "are: " + String.join(", ", known) + "."), null);
	}

	@Override
	public String advice() {
		return "Correct versioned-schema.version, or remove it to use all migrations.";
	}

}

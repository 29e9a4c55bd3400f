package io.github.versionedschema.failure;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when the server, or a connection pooler before it, does not support migrations.
 * Nothing was changed.
 */
public final class UnsupportedServerException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param problem what the server does not support
	 * @param remedy what to do
	 */
	public UnsupportedServerException(String problem, String remedy) {
		super(FailureKind.UNSUITABLE, "unsupported-server", description(problem) + " " + remedy, null);
		this.description = description(problem);
		this.remedy = remedy;
	}

	private static String description(String problem) {
		return problem + " Nothing was changed.";
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public String advice() {
		return this.remedy + " To start against this server without versions, set versioned-schema.enabled=false.";
	}

}

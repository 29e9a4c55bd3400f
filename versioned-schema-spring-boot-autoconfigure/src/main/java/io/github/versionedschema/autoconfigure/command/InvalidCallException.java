package io.github.versionedschema.autoconfigure.command;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when the call of an operator command is invalid. Nothing was changed.
 */
final class InvalidCallException extends VersionedSchemaException {

	static final String TYPE = "invalid-call";

	private static final long serialVersionUID = 1L;

	InvalidCallException(String message, String advice) {
		super(FailureKind.INVALID, TYPE, message + ". Nothing was changed. " + advice, null);
	}

}

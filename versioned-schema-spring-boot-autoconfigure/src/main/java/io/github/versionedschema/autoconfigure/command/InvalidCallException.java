package io.github.versionedschema.autoconfigure.command;

/**
 * Thrown when the call of an operator command is invalid. Nothing was changed.
 */
final class InvalidCallException extends RuntimeException {

	InvalidCallException(String message, String advice) {
		super(message + ". Nothing was changed. " + advice);
	}

}

package io.github.versionedschema.autoconfigure.command;

/**
 * An operator command was not called as it has to be. Nothing was changed.
 */
final class InvalidCallException extends RuntimeException {

	InvalidCallException(String message, String advice) {
		super(message + ". Nothing was changed. " + advice);
	}

}

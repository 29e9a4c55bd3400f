package io.github.versionedschema.sample.server;

/**
 * Thrown when the shared server cannot be started, found or stopped.
 */
public final class SharedServerException extends RuntimeException {

	SharedServerException(String message, Throwable cause) {
		super(message, cause);
	}

}

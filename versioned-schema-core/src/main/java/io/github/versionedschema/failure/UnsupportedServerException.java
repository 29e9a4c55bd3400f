package io.github.versionedschema.failure;

/**
 * Thrown when the server, or a connection pooler before it, does not support migrations.
 * Nothing was changed.
 */
public final class UnsupportedServerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what the server does not support, and what to do
	 */
	public UnsupportedServerException(String message) {
		super(message);
	}

}

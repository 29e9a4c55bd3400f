package io.github.versionedschema.failure;

/**
 * The server, or the way to it, cannot be used for migrations. Nothing was changed.
 */
public final class UnsupportedServerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong with the server and what to do
	 */
	public UnsupportedServerException(String message) {
		super(message);
	}

}

package io.github.versionedschema.failure;

import io.github.versionedschema.failure.kind.UnsuitableException;

/**
 * Thrown when the server, or a connection pooler before it, does not support migrations.
 * Nothing was changed.
 */
public final class UnsupportedServerException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param problem what the server does not support
	 * @param remedy what to do
	 */
	public UnsupportedServerException(String problem, String remedy) {
		super("unsupported-server", problem + " Nothing was changed.", remedy,
				remedy + " To start against this server without versions, set versioned-schema.enabled=false.");
	}

}

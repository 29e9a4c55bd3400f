package io.github.versionedschema.autoconfigure.r2dbc;

import io.github.versionedschema.failure.kind.UnsuitableException;

/**
 * Thrown when a ConnectionFactory cannot be pinned to the application's version. It is
 * not used without the version.
 */
public final class UnpinnableConnectionFactoryException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param reason why it cannot be pinned, as a sentence
	 * @param advice what to do
	 */
	UnpinnableConnectionFactoryException(String reason, String advice) {
		super("unpinnable-connection-factory", reason + " Nothing was changed.", advice, advice);
	}

}

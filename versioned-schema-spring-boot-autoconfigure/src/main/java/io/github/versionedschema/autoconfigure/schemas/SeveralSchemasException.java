package io.github.versionedschema.autoconfigure.schemas;

import io.github.versionedschema.failure.kind.UnsuitableException;

/**
 * Thrown when the schemas of an application do not fit together.
 */
public final class SeveralSchemasException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param problem what is wrong
	 * @param advice what to do
	 */
	public SeveralSchemasException(String problem, String advice) {
		super("several-schemas", problem + " Nothing was changed.", advice, advice);
	}

}

package io.github.versionedschema.session.pin;

import io.github.versionedschema.failure.kind.UnsuitableException;

/**
 * Thrown when the configuration sets {@code currentSchema}, which conflicts with the
 * search path of the application's version.
 */
public final class CurrentSchemaInUrlException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param where what sets it, at the beginning of a sentence
	 * @param settings the settings from which to remove it
	 */
	CurrentSchemaInUrlException(String where, String settings) {
		super("current-schema", description(where), advice(settings), advice(settings));
	}

	private static String description(String where) {
		return where
				+ " sets currentSchema, and so the search_path of every connection: the application would not use its version's schema. Nothing was changed.";
	}

	private static String advice(String settings) {
		return """
				Remove currentSchema from %s. Set versioned-schema.schema to the base schema, \
				and add further schemas with a SearchPathCustomizer bean.""".formatted(settings);
	}

}

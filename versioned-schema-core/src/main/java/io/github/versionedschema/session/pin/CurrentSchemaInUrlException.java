package io.github.versionedschema.session.pin;

/**
 * Thrown when the configuration sets {@code currentSchema}, which conflicts with the
 * search path of the application's version.
 */
public final class CurrentSchemaInUrlException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	CurrentSchemaInUrlException(String where) {
		super(problem(where)
				+ " Remove it. Set the schema of the tables with versioned-schema.schema, and add further schemas with a SearchPathCustomizer.");
		this.problem = problem(where);
	}

	/** Returns the problem without the advice. */
	public String problem() {
		return this.problem;
	}

	private static String problem(String where) {
		return where
				+ " sets currentSchema, and so the search_path of every connection: the application would not use its version's schema. Nothing was changed.";
	}

}

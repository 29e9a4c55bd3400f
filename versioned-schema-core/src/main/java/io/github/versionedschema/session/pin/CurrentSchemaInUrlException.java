package io.github.versionedschema.session.pin;

/**
 * The configuration sets {@code currentSchema}, which would win over the path that leads
 * to the application's version, or be lost.
 */
public final class CurrentSchemaInUrlException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	CurrentSchemaInUrlException(String where) {
		super(problem(where)
				+ " Remove it. Say where the tables are by versioned-schema.schema, and add further schemas by a SearchPathCustomizer.");
		this.problem = problem(where);
	}

	/** Returns what is wrong, without what to do about it. */
	public String problem() {
		return this.problem;
	}

	private static String problem(String where) {
		return where
				+ " sets currentSchema, and so the search_path of every connection: the application would work beside its version's schema. Nothing was changed.";
	}

}

package io.github.versionedschema.session;

/**
 * The configuration sets {@code currentSchema}, which would win over the path that leads
 * to the application's version, or be lost.
 */
public final class CurrentSchemaInUrlException extends RuntimeException {

	CurrentSchemaInUrlException(String where) {
		super(where + """
				 sets currentSchema, and so the search_path of every connection: the application would work beside its \
				version's schema. Nothing was changed. Remove currentSchema. Say where the tables are by \
				versioned-schema.schema, and add further schemas by a SearchPathCustomizer.""");
	}

}

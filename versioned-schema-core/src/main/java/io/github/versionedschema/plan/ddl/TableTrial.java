package io.github.versionedschema.plan.ddl;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The trial of a new table, part by part, as PostgreSQL reports only the first error of a
 * statement.
 *
 * @param parts in order, on a temporary table of the same name
 * @param substitute the statement that creates the table from its valid parts, so that
 * later operations on it can be checked
 * @param end the statement that drops the temporary table
 */
public record TableTrial(List<Part> parts, String substitute, String end) {

	public TableTrial {
		parts = List.copyOf(parts);
	}

	/**
	 * A part of the table.
	 *
	 * @param what the kind of part, as readable text
	 * @param sql the statement
	 * @param otherwise the statement to run instead if it fails, or null
	 */
	public record Part(String what, String sql, @Nullable String otherwise) {
	}

}

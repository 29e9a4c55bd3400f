package io.github.versionedschema.plan.draft;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a new table is tried part by part: PostgreSQL tells only the first mistake of one
 * statement.
 *
 * @param parts in order, on a temporary table of the same name
 * @param substitute makes the table from what was right about the parts, so that what is
 * done to it later can be judged
 * @param end drops the temporary table
 */
public record TableTrial(List<Part> parts, String substitute, String end) {

	public TableTrial {
		parts = List.copyOf(parts);
	}

	/**
	 * A part of the table.
	 *
	 * @param what what it is, for people
	 * @param sql the statement
	 * @param otherwise what to go on with when it fails, or null
	 */
	public record Part(String what, String sql, @Nullable String otherwise) {
	}

}

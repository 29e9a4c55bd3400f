package io.github.versionedschema.plan;

import java.util.List;

import io.github.versionedschema.migration.place.Source;

/**
 * A look at the rows of a table before anything changes: computes their new values, and
 * asks whether these are what the new version demands.
 *
 * @param schema of the table
 * @param table its name
 * @param preparation what the user's own SQL defines before, and possibly locks
 * @param functions statements that create, in {@code pg_temp}, what the trial calls
 * @param trial what to ask about each row
 * @param source the first operation that the values come from
 */
public record RowTrial(String schema, String table, List<String> preparation, List<String> functions,
		Action.RowProblem trial, Source source) {

	public RowTrial {
		preparation = List.copyOf(preparation);
		functions = List.copyOf(functions);
	}

}

package io.github.versionedschema.plan;

import java.util.List;

import io.github.versionedschema.migration.place.Source;

/**
 * A check of a table's rows before anything changes: computes their new values and checks
 * them against the newer version's constraints.
 *
 * @param schema schema of the table
 * @param table name of the table
 * @param preparation user SQL to run before, which defines objects and may lock tables
 * @param functions statements that create the functions of the trial in {@code pg_temp}
 * @param trial the check of each row
 * @param source the first operation that computes the values
 */
public record RowTrial(String schema, String table, List<String> preparation, List<String> functions,
		Action.RowProblem trial, Source source) {

	public RowTrial {
		preparation = List.copyOf(preparation);
		functions = List.copyOf(functions);
	}

}

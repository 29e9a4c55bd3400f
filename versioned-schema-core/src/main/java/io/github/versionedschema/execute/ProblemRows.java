package io.github.versionedschema.execute;

import java.util.List;

import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.schema.Identifier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows whose new values cannot be computed or violate the newer version's constraints.
 *
 * @param count number of rows
 * @param samples the first of these rows: the key and the problem
 */
public record ProblemRows(long count, List<String> samples) {

	private static final int MOST_SAMPLES = 5;

	private static final int LONGEST_PROBLEM = 300;

	public ProblemRows {
		samples = List.copyOf(samples);
	}

	/**
	 * Checks all rows of a table, in the open transaction.
	 * @param jdbc a client of the connection
	 * @param schema schema of the table
	 * @param table name of the table
	 * @param trial how to find the rows
	 * @param shown which values may be shown; without values, keys are not shown either
	 * @return the rows that were found; possibly none
	 */
	public static ProblemRows find(JdbcTemplate jdbc, String schema, String table, Action.RowProblem trial,
			Samples shown) {
		String query = """
				select count(*) over (), row_key, left(problem, %d) from (
					select %s as row_key, %s as problem from %s as %s offset 0) as tried
				where problem is not null limit %d""".formatted(LONGEST_PROBLEM, trial.key(), trial.problem(),
				Identifier.qualified(schema, table), Identifier.quote(table), MOST_SAMPLES);
		List<Problem> problems = jdbc.query(query,
				(row, number) -> new Problem(row.getLong(1), row.getString(2), row.getString(3)));
		return new ProblemRows(problems.isEmpty() ? 0 : problems.get(0).count(),
				problems.stream().map((problem) -> problem.tell(shown)).distinct().toList());
	}

	private record Problem(long count, String key, String text) {

		String tell(Samples shown) {
			String told = shown.ofValues(this.text);
			return shown.shown() ? this.key + ": " + told : told;
		}

	}

}

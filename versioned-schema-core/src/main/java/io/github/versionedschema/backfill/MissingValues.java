package io.github.versionedschema.backfill;

import java.util.List;

import io.github.versionedschema.execute.ProblemRows;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.schema.Identifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SingleColumnRowMapper;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Verifies that a table is filled: counts rows without a value that should have one. The
 * success of a batch is not sufficient, as user triggers and rules may have prevented
 * writes.
 */
final class MissingValues {

	private static final int SAMPLES = 5;

	private final Action.Backfill action;

	private final Leadership leadership;

	private final JdbcTemplate jdbc;

	private final String from;

	MissingValues(Action.Backfill action, Leadership leadership) {
		this.action = action;
		this.leadership = leadership;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(leadership.connection(), true));
		this.from = " from %s as %s where %s".formatted(Identifier.qualified(action.schema(), action.table()),
				Identifier.quote(action.table()), action.missing());
	}

	/**
	 * Counts rows without a value.
	 * @throws BackfillFailedException if there are rows whose values cannot be computed
	 */
	long count() {
		if (this.action.missing() == null) {
			return 0;
		}
		try {
			long rows = ask("select count(*)" + this.from, Long.class).get(0);
			if (rows > 0) {
				requireFillable();
			}
			return rows;
		}
		catch (RuntimeException ex) {
			if (this.leadership.translate(ex) != ex || Failure.of(ex) != Failure.DATA) {
				throw ex;
			}
			requireFillable();
			// The failed row was changed since, or cannot be tried.
			return ask("select count(*)" + this.from, Long.class).get(0);
		}
	}

	private void requireFillable() {
		Action.RowProblem trial = this.action.trial();
		if (trial == null) {
			return;
		}
		ProblemRows rows = this.leadership.inTransaction(() -> {
			this.leadership.execute(String.join("; ", settings()));
			return ProblemRows.find(this.jdbc, this.action.schema(), this.action.table(), trial,
					this.leadership.samples());
		});
		if (rows.count() > 0) {
			throw BackfillFailedException.ofRows(this.action.table(), this.action.columns(), rows);
		}
	}

	BackfillFailedException failure(long count) {
		List<String> rows = ask("select pg_catalog.format('%s %s', tableoid::pg_catalog.regclass, ctid)" + this.from
				+ " limit " + SAMPLES, String.class);
		return new BackfillFailedException(
				"""
						%,d rows of %s have no value of %s although there is one, and filling them did not change that (table and \
						ctid: %s). A trigger that returns NULL, a rule, or a trigger that is disabled keeps them from being \
						written. Let the leader silence triggers (GRANT SET ON PARAMETER session_replication_role TO %s), or \
						remove what is in the way, and expand again; or abort."""
					.formatted(count, this.action.table(), String.join(", ", this.action.columns()),
							String.join(", ", rows), Identifier.quote(this.leadership.role())),
				null);
	}

	private <T> List<T> ask(String query, Class<T> type) {
		return this.leadership.ask(settings(), query, new SingleColumnRowMapper<>(type));
	}

	private List<String> settings() {
		return List.of(this.leadership.paths().usersPath(), "set local row_security = off");
	}

}

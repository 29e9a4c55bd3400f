package io.github.versionedschema.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.RowTrial;
import io.github.versionedschema.schema.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Checks existing rows before anything changes: computes their new values in a
 * transaction that is rolled back. By default, only tables of up to 16 MB including
 * partitions are checked, which takes about a second. Rows of larger tables are checked
 * while they are filled.
 */
public final class RowTrials {

	private static final Logger logger = LoggerFactory.getLogger(RowTrials.class);

	private static final long SMALL = 16 << 20;

	/** The limit while user SQL may hold locks. */
	private static final long BRIEF_MILLIS = 500;

	private static final String SIZE = """
			with recursive parts (oid) as (
				select pg_catalog.to_regclass(?)::oid
				union all
				select i.inhrelid from pg_catalog.pg_inherits i join parts p on p.oid = i.inhparent)
			select coalesce(sum(pg_catalog.pg_relation_size(oid)), 0)::bigint from parts
			""";

	private final CheckRunner checks;

	private final Leadership leadership;

	private final JdbcTemplate jdbc;

	/**
	 * Creates an instance.
	 * @param checks runs the statements that are rolled back
	 * @param leadership whose connection is used
	 */
	public RowTrials(CheckRunner checks, Leadership leadership) {
		this.checks = checks;
		this.leadership = leadership;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(leadership.connection(), true));
	}

	/**
	 * Verifies that rows satisfy the newer version's constraints.
	 * @param plan the plan to run
	 * @param anySize whether to check tables that are not small
	 * @throws RefusedException with the rows that do not
	 */
	public void require(Plan plan, boolean anySize) {
		List<Violation> violations = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (RowTrial trial : plan.rowTrials()) {
			find(trial, anySize).ifPresent((violation) -> {
				violations.add(violation);
				lines.append("\n  ").append(trial.source()).append(": ").append(violation);
			});
		}
		if (!violations.isEmpty()) {
			throw new RefusedException(Reason.VIOLATIONS, "Existing data prevents this." + lines,
					"Correct the rows or the migration, and try again.", violations);
		}
	}

	/**
	 * Checks the rows of one table.
	 * @param trial the check
	 * @param anySize whether to check a table that is not small
	 * @return the rows that violate constraints; empty if there are none
	 */
	public Optional<Violation> find(RowTrial trial, boolean anySize) {
		try {
			return this.checks.after(trial.preparation(), trial.functions(), () -> look(trial, anySize));
		}
		catch (RuntimeException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			if (failure != ex || !(SqlStates.isDeterministic(ex) || SqlStates.is(ex, SqlStates.QUERY_CANCELED))) {
				throw failure;
			}
			// The checks of the plan report errors of the expressions themselves.
			logger.debug("The rows of {} could not be checked", trial.table(), ex);
			return Optional.empty();
		}
	}

	private Optional<Violation> look(RowTrial trial, boolean anySize) {
		Long size = this.jdbc.queryForObject(SIZE, Long.class, Identifier.qualified(trial.schema(), trial.table()));
		if (!anySize && size != null && size > SMALL) {
			return Optional.empty();
		}
		this.leadership.execute("set local row_security = off; set local statement_timeout = "
				+ (trial.preparation().isEmpty() ? 0 : BRIEF_MILLIS));
		ProblemRows rows = ProblemRows.find(this.jdbc, trial.schema(), trial.table(), trial.trial(),
				this.leadership.samples());
		return (rows.count() == 0) ? Optional.empty() : Optional
			.of(new Violation(trial.table(), "rows cannot take their new values", rows.count(), rows.samples()));
	}

}

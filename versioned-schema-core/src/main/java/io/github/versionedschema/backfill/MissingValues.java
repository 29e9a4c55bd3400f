package io.github.versionedschema.backfill;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

	/** The table and ctid of rows without a value, with the ID that wrote them. */
	private final String rows;

	MissingValues(Action.Backfill action, Leadership leadership) {
		this.action = action;
		this.leadership = leadership;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(leadership.connection(), true));
		this.from = " from %s as %s where (%s)".formatted(Identifier.qualified(action.schema(), action.table()),
				Identifier.quote(action.table()), action.missing());
		this.rows = """
				select _vs_row.*, greatest(0::bigint, _vs_now.id - pg_catalog.mod(_vs_now.id
					- _vs_row.xmin::text::bigint + 4294967296, 4294967296)) as id
				from (select tableoid, ctid, xmin%s) as _vs_row
				cross join (select pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint as id) as _vs_now
				"""
			.formatted(this.from);
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

	/** Returns what is visible now, as {@link #left} expects it. */
	String visible() {
		return ask("select pg_catalog.pg_current_snapshot()::pg_catalog.text", String.class).get(0);
	}

	/**
	 * Counts rows without a value that a pass visited, and that no client has written
	 * since it began.
	 * @param pass the pass
	 */
	long left(Pass pass) {
		return ask("select pg_catalog.count(*)" + leftBy(pass), Long.class).get(0);
	}

	private String leftBy(Pass pass) {
		return " from (%s) as _vs_row where pg_catalog.pg_visible_in_snapshot(id::pg_catalog.text::pg_catalog.xid8, '%s') or id = any ('{%s}'::bigint[])"
			.formatted(this.rows, pass.before(),
					pass.transactions().stream().map(String::valueOf).collect(Collectors.joining(",")));
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

	/**
	 * Returns the failure because of rows that a pass left without a value.
	 * @param count how many
	 * @param pass the pass
	 */
	BackfillFailedException failure(long count, Pass pass) {
		List<String> rows = ask("select pg_catalog.format('%s %s', tableoid::pg_catalog.regclass, ctid)" + leftBy(pass)
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

	/**
	 * A pass over all rows.
	 *
	 * @param before the snapshot of the rows that it visits
	 * @param transactions the IDs of its transactions that wrote rows, as a user's
	 * trigger may have kept them from having an effect
	 */
	record Pass(String before, Set<Long> transactions) {
	}

}

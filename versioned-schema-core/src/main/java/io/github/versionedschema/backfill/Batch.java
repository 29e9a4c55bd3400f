package io.github.versionedschema.backfill;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.versionedschema.event.Pace;
import io.github.versionedschema.leader.IdleTimeout;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.schema.Identifier;

/**
 * Runs the transactions that fill one part, on the leader's connection, each as one
 * message. Row locks are not held during network round trips, so the duration of a batch
 * does not depend on network latency. Position and rows are written in one transaction,
 * so a commit that is lost in a crash only repeats work. Therefore, {@code
 * synchronous_commit} is off: no batch waits for the disk or a replica. The next
 * synchronous commit makes all earlier batches durable.
 */
final class Batch {

	private static final String NOTHING = "select '{}'::pg_catalog.text as pages, 0::pg_catalog.int8 as locked";

	/** The number of rows that the transaction has filled. */
	private static final String FILLED = "pg_catalog.current_setting('versioned_schema.filled')::pg_catalog.int8";

	private final Leadership leadership;

	private final BackfillStore store;

	private final Part part;

	private final FillStatements statements;

	private final String settings;

	private final Limits limits;

	Batch(Leadership leadership, BackfillStore store, Part part, FillStatements statements, Limits limits,
			boolean silencesUserTriggers) {
		this.leadership = leadership;
		this.store = store;
		this.part = part;
		this.statements = statements;
		this.limits = limits;
		this.settings = """
				set local versioned_schema.backfill = 'on';
				set local synchronous_commit = off;
				set local row_security = off;
				set local lock_timeout = %d""".formatted(limits.lockTimeout().toMillis()) + "; "
				+ IdleTimeout.withinTransaction(limits.lockTimeout().toMillis()) + "; " + leadership.paths().usersPath()
				+ (silencesUserTriggers ? "; set local session_replication_role = replica" : "");
	}

	/**
	 * Fills all rows of a range. Fails if it has to wait too long.
	 * @param range the pages
	 * @param estimate what is known before the batch
	 * @param onlyFillable whether to skip rows whose values cannot be computed
	 */
	Done fill(PageRange range, Estimate estimate, boolean onlyFillable) {
		return run(range, estimate, this.limits.half().toMillis(), this.statements.fill(range, onlyFillable), NOTHING);
	}

	/**
	 * Fills the rows of a range that are not locked, and records the pages of locked
	 * rows.
	 * @param range the pages
	 * @param estimate what is known before the batch
	 * @param onlyFillable whether to skip rows whose values cannot be computed
	 */
	Done fillUnlocked(PageRange range, Estimate estimate, boolean onlyFillable) {
		// One page is the minimum, however long it takes; this statement waits for no
		// lock.
		long timeout = (range.pages() > 1) ? this.limits.half().toMillis() : 0;
		return run(range, estimate, timeout, this.statements.fillUnlocked(range, onlyFillable),
				this.statements.unfilledPages(range, onlyFillable));
	}

	/** Fills one row and records nothing. */
	void fillRow(String ctid) {
		this.leadership.ask(List.of(this.settings, this.statements.fillRow(ctid)), "select 1",
				(row, number) -> row.getInt(1));
	}

	List<String> rows(PageRange range) {
		return query(this.statements.rows(range));
	}

	/** Counts the rows that are not filled. */
	long unfilled(PageRange range) {
		return Long.parseLong(query(this.statements.count(range)).get(0));
	}

	List<String> holders(PageRange range) {
		return query(this.statements.holders(range));
	}

	/** Without a result row, the part has another file than the journal records. */
	private Done run(PageRange range, Estimate estimate, long timeoutMillis, String fill, String left) {
		return this.leadership
			.ask(List.of(this.settings, "set local statement_timeout = " + timeoutMillis, counting(fill)),
					this.store.advancing(this.part, range, FILLED, left, estimate),
					(row, number) -> new Done(range, row.getLong("filled"), row.getLong("locked"),
							BackfillStore.advance(row), Duration.of(row.getLong("took"), ChronoUnit.MICROS),
							row.getLong("transaction")))
			.stream()
			.findFirst()
			.orElseThrow(RewrittenException::new);
	}

	/**
	 * Provides the number of rows to the next statement. A column may be named {@code
	 * found}, like the PL/pgSQL variable.
	 */
	private static String counting(String fill) {
		return "do " + Identifier.dollarQuoted("""
				#variable_conflict use_column
				DECLARE
					_vs_rows pg_catalog.int8;
				BEGIN
					%s
					;
					GET DIAGNOSTICS _vs_rows = ROW_COUNT;
					PERFORM pg_catalog.set_config('versioned_schema.filled', _vs_rows::pg_catalog.text, true);
				END
				""".formatted(fill));
	}

	/** The condition of the rows may call functions of users. */
	private List<String> query(String sql) {
		return this.leadership.ask(List.of(this.settings), sql, (row, number) -> row.getString(1));
	}

	/**
	 * What is known before a batch.
	 *
	 * @param total estimated total rows of the part
	 * @param lockedElsewhere number of rows outside the batch that other sessions have
	 * locked
	 * @param pace how fast rows were filled
	 */
	record Estimate(long total, long lockedElsewhere, Pace pace) {
	}

	/**
	 * A completed batch.
	 *
	 * @param range the pages of the batch
	 * @param rows number of rows that it filled
	 * @param locked number of rows of its pages that it left because they were locked
	 * @param advance the state of the journal after the batch
	 * @param took the duration on the server
	 * @param transaction its transaction ID
	 */
	record Done(PageRange range, long rows, long locked, BackfillStore.Advance advance, Duration took,
			long transaction) {
	}

	/**
	 * Thrown when the table has been rewritten to another file since its pages were
	 * counted.
	 */
	@SuppressWarnings("serial")
	static final class RewrittenException extends RuntimeException {

	}

}

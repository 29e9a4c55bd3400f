package io.github.versionedschema.backfill;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.schema.Identifier;

/**
 * The transactions that fill one part, on the leader's connection, each as one message:
 * nobody waits for a row while anything travels, and how long a batch takes does not
 * depend on how far away the leader is. Position and rows are one transaction, so a
 * commit that a crash takes back is only work to be done again: no batch waits for the
 * disk or for a replica ({@code synchronous_commit} is off). The next transaction of the
 * journal that does wait makes all of them durable.
 */
final class Batch {

	private static final String NOTHING = "'{}'";

	/** How many rows the transaction has filled. */
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
				+ leadership.boundedIdleTime(limits.lockTimeout().toMillis()) + "; " + leadership.usersPath()
				+ (silencesUserTriggers ? "; set local session_replication_role = replica" : "");
	}

	/**
	 * Fills all rows of a range; fails when it had to wait too long.
	 * @param onlyFillable whether to leave out rows whose values cannot be computed
	 */
	Done fill(PageRange range, long total, boolean onlyFillable) {
		return run(range, total, this.limits.half().toMillis(), this.statements.fill(range, onlyFillable), NOTHING);
	}

	/**
	 * Fills the rows of a range that nobody has locked, and records where there are
	 * others.
	 * @param onlyFillable whether to leave out rows whose values cannot be computed
	 */
	Done fillUnlocked(PageRange range, long total, boolean onlyFillable) {
		// One page is as little as there is, however long it takes; nothing waits here.
		long timeout = (range.pages() > 1) ? this.limits.half().toMillis() : 0;
		return run(range, total, timeout, this.statements.fillUnlocked(range, onlyFillable),
				"(" + this.statements.unfilledPages(range) + ")");
	}

	/** Fills one row and records nothing. */
	void fillRow(String ctid) {
		this.leadership.ask(List.of(this.settings, this.statements.fillRow(ctid)), "select 1",
				(row, number) -> row.getInt(1));
	}

	List<String> rows(PageRange range) {
		return query(this.statements.rows(range));
	}

	List<String> holders(PageRange range) {
		return query(this.statements.holders(range));
	}

	/** With no row in the journal the part has another file than that says. */
	private Done run(PageRange range, long total, long timeoutMillis, String fill, String left) {
		return this.leadership
			.ask(List.of(this.settings, "set local statement_timeout = " + timeoutMillis, counting(fill)),
					this.store.advancing(this.part, range, FILLED, total, left),
					(row, number) -> new Done(range, row.getLong("filled"), BackfillStore.advance(row),
							Duration.of(row.getLong("took"), ChronoUnit.MICROS)))
			.stream()
			.findFirst()
			.orElseThrow(RewrittenException::new);
	}

	/**
	 * Lets the statement behind it know how many rows it wrote. A column may be called
	 * {@code found}, as a variable is.
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

	private List<String> query(String sql) {
		return this.leadership.ask(List.of(), sql, (row, number) -> row.getString(1));
	}

	/**
	 * A batch that is done.
	 *
	 * @param range its pages
	 * @param rows how many rows it filled
	 * @param advance what the journal says now
	 * @param took how long it took the server
	 */
	record Done(PageRange range, long rows, BackfillStore.Advance advance, Duration took) {
	}

	/** The table has another file than the pages were counted in. */
	@SuppressWarnings("serial")
	static final class RewrittenException extends RuntimeException {

	}

}

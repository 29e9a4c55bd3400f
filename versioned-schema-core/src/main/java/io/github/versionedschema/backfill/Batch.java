package io.github.versionedschema.backfill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.execute.Leadership;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * The transactions that fill one part, on the leader's connection. Position and rows are
 * one transaction, so a commit that a crash takes back is only work to be done again: no
 * batch waits for the disk or for a replica ({@code synchronous_commit} is off). The next
 * transaction of the journal that does wait makes all of them durable.
 */
final class Batch {

	private static final String NOTHING = "{}";

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
		return inTransaction(range, this.limits.half().toMillis(),
				() -> advance(range, update(this.statements.fill(range, onlyFillable)), total, NOTHING));
	}

	/**
	 * Fills the rows of a range that nobody has locked, and records where there are
	 * others.
	 * @param onlyFillable whether to leave out rows whose values cannot be computed
	 */
	Done fillUnlocked(PageRange range, long total, boolean onlyFillable) {
		// One page is as little as there is, however long it takes; nothing waits here.
		long timeout = (range.pages() > 1) ? this.limits.half().toMillis() : 0;
		return inTransaction(range, timeout, () -> {
			int rows = update(this.statements.fillUnlocked(range, onlyFillable));
			return advance(range, rows, total, query(this.statements.unfilledPages(range)).get(0));
		});
	}

	/** Fills one row and records nothing. */
	void fillRow(String ctid) {
		this.leadership.inTransaction(() -> {
			this.leadership.execute(this.settings);
			update(this.statements.fillRow(ctid));
		});
	}

	List<String> rows(PageRange range) {
		return query(this.statements.rows(range));
	}

	List<String> holders(PageRange range) {
		return query(this.statements.holders(range));
	}

	private Done inTransaction(PageRange range, long timeoutMillis, Work work) {
		long start = System.nanoTime();
		Filled filled = this.leadership.inTransaction(() -> {
			this.leadership.execute(this.settings + "; set local statement_timeout = " + timeoutMillis);
			return work.run();
		});
		return new Done(range, filled.rows(), filled.advance(), Duration.ofNanos(System.nanoTime() - start));
	}

	private Filled advance(PageRange range, int rows, long total, String left) {
		return new Filled(rows,
				this.store.advance(this.part, range, rows, total, left).orElseThrow(RewrittenException::new));
	}

	/** Literally: nothing in an expression is a parameter or an escape of JDBC. */
	private int update(String sql) {
		try (Statement statement = this.leadership.connection().createStatement()) {
			statement.setEscapeProcessing(false);
			return statement.executeUpdate(sql);
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("backfill", sql, ex);
		}
	}

	private List<String> query(String sql) {
		try (Statement statement = this.leadership.connection().createStatement()) {
			statement.setEscapeProcessing(false);
			List<String> values = new ArrayList<>();
			try (ResultSet result = statement.executeQuery(sql)) {
				while (result.next()) {
					values.add(result.getString(1));
				}
			}
			return values;
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("backfill", sql, ex);
		}
	}

	private interface Work {

		Filled run();

	}

	private record Filled(int rows, BackfillStore.Advance advance) {
	}

	/**
	 * A batch that is done.
	 *
	 * @param range its pages
	 * @param rows how many rows it filled
	 * @param advance what the journal says now
	 * @param took how long it took
	 */
	record Done(PageRange range, int rows, BackfillStore.Advance advance, Duration took) {
	}

	/** The table has another file than the pages were counted in. */
	@SuppressWarnings("serial")
	static final class RewrittenException extends RuntimeException {

	}

}

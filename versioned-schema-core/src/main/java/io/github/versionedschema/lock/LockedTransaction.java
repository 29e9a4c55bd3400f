package io.github.versionedschema.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.IdleTimeout;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.UsersSession;
import io.github.versionedschema.postgres.RawSql;

/**
 * Runs a transaction of the leader whose total lock wait is limited. {@code lock_timeout}
 * applies to each lock separately, so it is reduced with every statement. A client that
 * waits for the leader never waits long enough to check for a deadlock.
 */
public final class LockedTransaction {

	/** Coarse steps, so that not every statement needs another one to set the timeout. */
	private static final long UNIT_MILLIS = 10;

	/** The lock timeout once the time is used up. */
	private static final long LEAST_MILLIS = 5;

	/** The statement timeout, as a multiple of the lock timeout. */
	private static final long BRIEF = 2;

	private static final String TOGETHER = "versioned_schema_together";

	private final Leadership leadership;

	private final String path;

	private final long endNanos;

	private final long totalMillis;

	private long currentMillis;

	/**
	 * Begins a transaction.
	 * @param path the statement that sets the search path
	 */
	LockedTransaction(Leadership leadership, Duration total, String path) {
		this.leadership = leadership;
		this.path = path;
		this.endNanos = System.nanoTime() + total.toNanos();
		// Set now, as a setting after a savepoint would be rolled back with it.
		this.totalMillis = total.toMillis();
		this.currentMillis = this.totalMillis;
		begin();
	}

	private void begin() {
		this.leadership.execute(String.join("; ", beginning(this.totalMillis)));
		this.currentMillis = this.totalMillis;
	}

	private List<String> beginning(long lockMillis) {
		return List.of(limiting(lockMillis), IdleTimeout.withinTransaction(this.totalMillis), this.path);
	}

	/**
	 * Runs SQL that waits for locks no longer than the remaining time.
	 * @param sql without parameters
	 */
	public void execute(String sql) {
		long millis = left();
		if (millis < this.currentMillis) {
			limit(millis);
		}
		this.leadership.execute(sql);
	}

	private long left() {
		long left = Duration.ofNanos(this.endNanos - System.nanoTime()).toMillis();
		return Math.max(LEAST_MILLIS, left / UNIT_MILLIS * UNIT_MILLIS);
	}

	/**
	 * Runs all of the statements as one message, or none. The first that waits for a lock
	 * has the full remaining time; the others have almost none.
	 * @param scripts the scripts, each with its statements, in order
	 * @return whether they were run; otherwise one of them failed, and all were rolled
	 * back
	 */
	public boolean executeTogether(List<List<String>> scripts) {
		List<String> message = new ArrayList<>(
				List.of("savepoint " + TOGETHER, limiting(Math.min(left(), this.currentMillis))));
		for (List<String> script : scripts) {
			message.addAll(script);
			message.add(limiting(LEAST_MILLIS));
		}
		message.add(limiting(this.currentMillis));
		message.add("release savepoint " + TOGETHER);
		try {
			this.leadership.execute(RawSql.together(message));
			return true;
		}
		catch (StatementFailedException ex) {
			if (this.leadership.isClosed()) {
				throw ex;
			}
			this.leadership.execute("rollback to savepoint " + TOGETHER + "; release savepoint " + TOGETHER);
			return false;
		}
	}

	/**
	 * Returns user statements for {@link #executeTogether}. They are cancelled if they
	 * take long, and their settings are reset afterwards.
	 */
	public List<String> briefly(List<String> statements, UsersSession session) {
		List<String> script = new ArrayList<>();
		script.add(limitingStatements(BRIEF * this.totalMillis));
		script.add(this.leadership.paths().usersPath());
		script.addAll(statements);
		script.add(limitingStatements(0));
		script.add(session.endingWithinTransaction());
		script.addAll(beginning(LEAST_MILLIS));
		return script;
	}

	/**
	 * Runs SQL with the full lock timeout, as user SQL may hold its locks for any time.
	 * @param sql without parameters
	 */
	public void executePatiently(String sql) {
		limit(this.totalMillis);
		this.leadership.execute(sql);
	}

	/**
	 * Runs SQL that is cancelled if it takes long, as clients wait for its locks.
	 * @param sql without parameters
	 */
	public void executeBriefly(String sql) {
		this.leadership.execute(limitingStatements(BRIEF * this.totalMillis));
		execute(sql);
		this.leadership.execute(limitingStatements(0));
	}

	/**
	 * Ends the part that may contain user SQL, and restores settings that it may have
	 * changed, before the journal is written. What it deferred is done before, as it
	 * would be at a commit of its own: with its settings, and on its search path.
	 */
	public void endUsersPart(UsersSession session) {
		executePatiently("set constraints all immediate");
		session.restoreSettings();
		limit(this.totalMillis);
	}

	/** Sets the path on which a user script runs in a step. */
	public void onUsersPath() {
		this.leadership.execute(this.leadership.paths().usersPath());
	}

	/** Continues as if user SQL had run in a separate session. */
	public void beginAnew(UsersSession session) {
		this.leadership.execute(session.endingWithinTransaction());
		begin();
	}

	private void limit(long millis) {
		this.leadership.execute(limiting(millis));
		this.currentMillis = millis;
	}

	private static String limiting(long millis) {
		return "set local lock_timeout = " + millis;
	}

	private static String limitingStatements(long millis) {
		return "set local statement_timeout = " + millis;
	}

}

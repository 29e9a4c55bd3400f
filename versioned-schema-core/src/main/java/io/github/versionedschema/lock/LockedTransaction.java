package io.github.versionedschema.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.UsersSession;
import io.github.versionedschema.postgres.RawSql;

/**
 * A transaction of the leader that may wait for locks only for a short time in sum.
 * {@code lock_timeout} counts for each lock anew, so it shrinks with every statement: a
 * client that waits for a lock of ours never waits long enough to look for a deadlock.
 */
public final class LockedTransaction {

	/** Coarse, so that not every statement costs another one. */
	private static final long UNIT_MILLIS = 10;

	/** What is left for further locks once the time is used up. */
	private static final long LEAST_MILLIS = 5;

	/** What SQL may take as a whole, in times of what it may wait for its locks. */
	private static final long BRIEF = 2;

	private static final String TOGETHER = "versioned_schema_together";

	private final Leadership leadership;

	private final long endNanos;

	private final long totalMillis;

	private long currentMillis;

	LockedTransaction(Leadership leadership, Duration total) {
		this.leadership = leadership;
		this.endNanos = System.nanoTime() + total.toNanos();
		// At once, as what is set behind a savepoint would be undone with it.
		this.totalMillis = total.toMillis();
		this.currentMillis = this.totalMillis;
		begin();
	}

	private void begin() {
		this.leadership.execute(String.join("; ", beginning(this.totalMillis)));
		this.currentMillis = this.totalMillis;
	}

	private List<String> beginning(long lockMillis) {
		return List.of(limiting(lockMillis), this.leadership.boundedIdleTime(this.totalMillis),
				this.leadership.usersPath());
	}

	/**
	 * Runs SQL that waits for locks no longer than what is left of the time.
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
	 * Runs statements as one message, or none of them. The first that waits for a lock
	 * may do so as long as it could alone, and the others hardly.
	 * @param scripts each with its statements, in order
	 * @return whether they were run; otherwise one of them failed, and it is as if they
	 * had not been there
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
	 * Returns statements of the user's for {@link #executeTogether}: they are cancelled
	 * when they take long, and what they set ends with them.
	 */
	public List<String> briefly(List<String> statements, UsersSession session) {
		List<String> script = new ArrayList<>();
		script.add(limitingStatements(BRIEF * this.totalMillis));
		script.addAll(statements);
		script.add(limitingStatements(0));
		script.add(session.endingWithinTransaction());
		script.addAll(beginning(LEAST_MILLIS));
		return script;
	}

	/**
	 * Runs SQL that may wait for locks as long as if it were the first: what the user
	 * wrote holds its locks as long as it takes anyway.
	 * @param sql without parameters
	 */
	public void executePatiently(String sql) {
		limit(this.totalMillis);
		this.leadership.execute(sql);
	}

	/**
	 * Runs SQL that is cancelled when it takes long: others wait for what it locks.
	 * @param sql without parameters
	 */
	public void executeBriefly(String sql) {
		this.leadership.execute(limitingStatements(BRIEF * this.totalMillis));
		execute(sql);
		this.leadership.execute(limitingStatements(0));
	}

	/**
	 * Ends the part that may contain SQL of the user's, which may have changed what it is
	 * run with: the journal follows.
	 */
	public void endUsersPart(UsersSession session) {
		session.restoreSettings();
		limit(this.totalMillis);
	}

	/** Goes on as if SQL of the user's had run in a session of its own. */
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

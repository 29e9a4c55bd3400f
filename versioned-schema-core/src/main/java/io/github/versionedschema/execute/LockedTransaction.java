package io.github.versionedschema.execute;

import java.time.Duration;

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
		this.leadership.execute(String.join("; ", limiting(this.totalMillis),
				this.leadership.boundedIdleTime(this.totalMillis), this.leadership.usersPath()));
		this.currentMillis = this.totalMillis;
	}

	/**
	 * Runs SQL that waits for locks no longer than what is left of the time.
	 * @param sql without parameters
	 */
	public void execute(String sql) {
		long left = Duration.ofNanos(this.endNanos - System.nanoTime()).toMillis();
		long millis = Math.max(LEAST_MILLIS, left / UNIT_MILLIS * UNIT_MILLIS);
		if (millis < this.currentMillis) {
			limit(millis);
		}
		this.leadership.execute(sql);
	}

	/**
	 * Runs SQL that may wait for locks as long as if it were the first: what the user
	 * wrote holds its locks as long as it takes anyway.
	 * @param sql without parameters
	 */
	void executePatiently(String sql) {
		limit(this.totalMillis);
		this.leadership.execute(sql);
	}

	/**
	 * Runs SQL that is cancelled when it takes long: others wait for what it locks.
	 * @param sql without parameters
	 */
	void executeBriefly(String sql) {
		this.leadership.execute("set local statement_timeout = " + BRIEF * this.totalMillis);
		execute(sql);
		this.leadership.execute("set local statement_timeout = 0");
	}

	/** Ends the part that may contain SQL of the user's: the journal follows. */
	void endUsersPart() {
		this.leadership.execute(this.leadership.ownPath());
	}

	/**
	 * Ends the part that may contain SQL of the user's, which may have changed what it is
	 * run with: the journal follows.
	 */
	void endUsersPart(UsersSession session) {
		session.restoreSettings();
		limit(this.totalMillis);
	}

	/** Goes on as if SQL of the user's had run in a session of its own. */
	void beginAnew(UsersSession session) {
		session.endWithinTransaction();
		begin();
	}

	private void limit(long millis) {
		this.leadership.execute(limiting(millis));
		this.currentMillis = millis;
	}

	private static String limiting(long millis) {
		return "set local lock_timeout = " + millis;
	}

}

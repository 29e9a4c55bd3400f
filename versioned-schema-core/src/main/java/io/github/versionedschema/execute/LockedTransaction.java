package io.github.versionedschema.execute;

import java.time.Duration;

/**
 * A transaction of the leader that may wait for locks only for a short time in sum.
 * {@code lock_timeout} counts for each lock anew, so it shrinks with every statement: a
 * client that waits for a lock of ours never waits long enough to look for a deadlock.
 */
public final class LockedTransaction {

	/** What is left for further locks once the time is used up. */
	private static final long LEAST_MILLIS = 5;

	private final Leadership leadership;

	private final long endNanos;

	private long currentMillis = -1;

	LockedTransaction(Leadership leadership, Duration total) {
		this.leadership = leadership;
		this.endNanos = System.nanoTime() + total.toNanos();
	}

	/**
	 * Runs SQL that waits for locks no longer than what is left of the time.
	 * @param sql without parameters
	 */
	public void execute(String sql) {
		long left = Duration.ofNanos(this.endNanos - System.nanoTime()).toMillis();
		long millis = Math.max(LEAST_MILLIS, left);
		if (millis != this.currentMillis) {
			this.leadership.execute("set local lock_timeout = " + millis);
			this.currentMillis = millis;
		}
		this.leadership.execute(sql);
	}

}

package io.github.versionedschema.backfill;

import java.time.Duration;

/**
 * Time limits that ensure that no client checks for a deadlock because of a batch. A
 * client waits for a row of a batch for less than half of the server's {@code
 * deadlock_timeout}.
 *
 * @param half half of {@code deadlock_timeout}: the maximum duration of any statement
 * that may wait
 * @param lockTimeout how long a batch waits for a row
 */
record Limits(Duration half, Duration lockTimeout) {

	private static final long LEAST_MILLIS = 5;

	/**
	 * Returns the limits of a server.
	 * @param deadlockMillis the server's {@code deadlock_timeout} in milliseconds
	 * @param lockTimeoutMillis the lock timeout in milliseconds, reduced if it is too
	 * long
	 */
	static Limits of(long deadlockMillis, long lockTimeoutMillis) {
		long half = Math.max(2 * LEAST_MILLIS, deadlockMillis / 2);
		return new Limits(Duration.ofMillis(half), Duration.ofMillis(Math.min(lockTimeoutMillis, half / 2)));
	}

	/** Returns a batch duration that leaves room for one wait. */
	Duration batchTime(Duration wanted) {
		Duration most = this.half.minus(this.lockTimeout);
		return (wanted.compareTo(most) <= 0) ? wanted : most;
	}

}

package io.github.versionedschema.backfill;

import java.time.Duration;

/**
 * How long things may take so that no client ever looks for a deadlock because of a
 * batch: whoever waits for one of its rows waits for less than half of the server's
 * {@code deadlock_timeout}.
 *
 * @param half half of {@code deadlock_timeout}: the end of any statement that may wait
 * @param lockTimeout how long a batch waits for a row
 */
record Limits(Duration half, Duration lockTimeout) {

	private static final long LEAST_MILLIS = 5;

	/**
	 * Returns the limits of a server.
	 * @param deadlockMillis its {@code deadlock_timeout}
	 * @param lockTimeoutMillis how long to wait for a lock, if that is not too long
	 */
	static Limits of(long deadlockMillis, long lockTimeoutMillis) {
		long half = Math.max(2 * LEAST_MILLIS, deadlockMillis / 2);
		return new Limits(Duration.ofMillis(half), Duration.ofMillis(Math.min(lockTimeoutMillis, half / 2)));
	}

	/** Returns a time for batches that leaves room for waiting once. */
	Duration batchTime(Duration wanted) {
		Duration most = this.half.minus(this.lockTimeout);
		return (wanted.compareTo(most) <= 0) ? wanted : most;
	}

}

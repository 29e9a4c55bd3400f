package io.github.versionedschema.backfill;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long things may take so that no client ever looks for a deadlock because of a
 * batch: whoever waits for one of its rows waits for less than half of the server's
 * {@code deadlock_timeout}.
 *
 * @param half half of {@code deadlock_timeout}: the end of any statement that may wait
 * @param lockTimeout how long a batch waits for a row
 */
record Limits(Duration half, Duration lockTimeout) {

	private static final String DEADLOCK_MILLIS = """
			select (extract(epoch from current_setting('deadlock_timeout')::interval) * 1000)::bigint
			""";

	private static final long LEAST_MILLIS = 5;

	/**
	 * Reads the limits of a server.
	 * @param lockTimeoutMillis how long to wait for a lock, if that is not too long
	 */
	static Limits read(JdbcClient jdbc, long lockTimeoutMillis) {
		long half = Math.max(2 * LEAST_MILLIS, jdbc.sql(DEADLOCK_MILLIS).query(Long.class).single() / 2);
		return new Limits(Duration.ofMillis(half), Duration.ofMillis(Math.min(lockTimeoutMillis, half / 2)));
	}

	/** Returns a time for batches that leaves room for waiting once. */
	Duration batchTime(Duration wanted) {
		Duration most = this.half.minus(this.lockTimeout);
		return (wanted.compareTo(most) <= 0) ? wanted : most;
	}

}

package io.github.versionedschema.leader;

import java.time.Duration;

/**
 * How long, and how often, the leader waits for locks on tables that clients use.
 *
 * @param timeout the most that all waits of one transaction may sum up to; below half of
 * the server's {@code deadlock_timeout}
 * @param tries how often a transaction is tried before it fails
 * @param firstPause after the first try; later ones grow
 * @param longestPause what the pauses grow to
 */
public record LockSettings(Duration timeout, int tries, Duration firstPause, Duration longestPause) {

	/** 250 ms, 20 times, with pauses from 100 ms to 5 s. */
	public static final LockSettings DEFAULT = new LockSettings(Duration.ofMillis(250), 20, Duration.ofMillis(100),
			Duration.ofSeconds(5));

	public LockSettings {
		if (timeout.toMillis() < 1) {
			throw new IllegalArgumentException("The lock time-out must be at least one millisecond, not " + timeout);
		}
		if (tries < 1) {
			throw new IllegalArgumentException("The number of tries must be at least one, not " + tries);
		}
	}

	/**
	 * Returns the same with another time-out and number of tries.
	 */
	public LockSettings with(Duration timeout, int tries) {
		return new LockSettings(timeout, tries, this.firstPause, this.longestPause);
	}

	/** How long to pause after a failed try, before jitter. */
	public Duration pauseAfter(int attempt) {
		long pause = this.firstPause.toMillis() << Math.min(attempt - 1, 16);
		return Duration.ofMillis(Math.min(pause, this.longestPause.toMillis()));
	}

}

package io.github.versionedschema.leader;

import java.time.Duration;

/**
 * Settings of how long and how often the leader waits for locks on tables that clients
 * use.
 *
 * @param timeout the maximum total lock wait of one transaction; below half of the
 * server's {@code deadlock_timeout}
 * @param tries number of attempts before a transaction fails
 * @param firstPause pause after the first attempt; later pauses grow
 * @param longestPause the maximum pause
 */
public record LockSettings(Duration timeout, int tries, Duration firstPause, Duration longestPause) {

	/** The defaults: 250 ms, 20 attempts, with pauses from 100 ms to 5 s. */
	public static final LockSettings DEFAULT = new LockSettings(Duration.ofMillis(250), 20, Duration.ofMillis(100),
			Duration.ofSeconds(5));

	public LockSettings {
		if (timeout.toMillis() < 1) {
			throw new IllegalArgumentException("The lock timeout must be at least one millisecond, not " + timeout);
		}
		if (tries < 1) {
			throw new IllegalArgumentException("The number of attempts must be at least one, not " + tries);
		}
	}

	/**
	 * Returns a copy with the given lock timeout and number of attempts.
	 */
	public LockSettings with(Duration timeout, int tries) {
		return new LockSettings(timeout, tries, this.firstPause, this.longestPause);
	}

	/** Returns how long to pause after a failed attempt, before jitter. */
	public Duration pauseAfter(int attempt) {
		long pause = this.firstPause.toMillis() << Math.min(attempt - 1, 16);
		return Duration.ofMillis(Math.min(pause, this.longestPause.toMillis()));
	}

}

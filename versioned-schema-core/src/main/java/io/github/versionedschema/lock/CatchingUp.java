package io.github.versionedschema.lock;

import java.time.Duration;

/**
 * Pauses between transactions for as long as clients may have waited behind the last one.
 * With many partitions, locks are held for a while, and a client that waited for one
 * transaction must not wait for the next one too.
 */
final class CatchingUp {

	/** A wait that clients do not notice; most transactions are shorter. */
	private static final long BRIEF_NANOS = Duration.ofMillis(20).toNanos();

	private final long mostNanos;

	private long stopped;

	private long until = System.nanoTime();

	/**
	 * Creates an instance.
	 * @param most the longest pause
	 */
	CatchingUp(Duration most) {
		this.mostNanos = most.toNanos();
	}

	/** Records that clients may wait from now on. */
	void stop() {
		this.stopped = System.nanoTime();
	}

	/** Records that clients no longer wait. */
	void goOn() {
		long now = System.nanoTime();
		long waited = now - this.stopped;
		this.until = (waited > BRIEF_NANOS) ? now + Math.min(waited, this.mostNanos) : now;
	}

	/** Returns the remaining pause, or empty if it has passed. */
	Duration left() {
		return Duration.ofNanos(Math.max(0, this.until - System.nanoTime()));
	}

}

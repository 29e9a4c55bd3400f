package io.github.versionedschema.lock;

import java.time.Duration;

/**
 * Gives clients as long as they may have waited behind a transaction before the next one
 * makes them wait. With many partitions locks are held for a while, and who waited in one
 * queue must not find himself in the next.
 */
final class CatchingUp {

	/** What clients do not notice; most transactions of most plans are shorter. */
	private static final long BRIEF_NANOS = Duration.ofMillis(20).toNanos();

	private final long mostNanos;

	private long stopped;

	private long until = System.nanoTime();

	/**
	 * Creates one.
	 * @param most the longest that they are given
	 */
	CatchingUp(Duration most) {
		this.mostNanos = most.toNanos();
	}

	/** Clients may wait from now on. */
	void stop() {
		this.stopped = System.nanoTime();
	}

	/** Nobody waits for us any more. */
	void goOn() {
		long now = System.nanoTime();
		long waited = now - this.stopped;
		this.until = (waited > BRIEF_NANOS) ? now + Math.min(waited, this.mostNanos) : now;
	}

	/** Returns how long they need, or nothing when that has gone by. */
	Duration left() {
		return Duration.ofNanos(Math.max(0, this.until - System.nanoTime()));
	}

}

package io.github.versionedschema.backfill;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Measures the time in which a leader works on a backfill.
 */
final class WorkTime {

	private final LongSupplier nanoTime;

	private @Nullable Long since;

	/**
	 * Creates a clock that does not run.
	 * @param nanoTime a monotonic clock in nanoseconds
	 */
	WorkTime(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** Starts to count. What passed before does not count. */
	void start() {
		this.since = this.nanoTime.getAsLong();
	}

	/** Stops counting. */
	void stop() {
		this.since = null;
	}

	/** Returns the seconds that counted since the last call. */
	double lap() {
		if (this.since == null) {
			return 0;
		}
		long now = this.nanoTime.getAsLong();
		double seconds = (now - this.since) / 1e9;
		this.since = now;
		return seconds;
	}

}

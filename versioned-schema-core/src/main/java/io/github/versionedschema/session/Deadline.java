package io.github.versionedschema.session;

import java.time.Duration;

/**
 * The time after which to stop retrying.
 *
 * @param nanoTime the value of {@link System#nanoTime()} at that moment
 */
record Deadline(long nanoTime) {

	static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	boolean isOver() {
		return System.nanoTime() - this.nanoTime >= 0;
	}

}

package io.github.versionedschema.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * Seconds between two readings of {@link System#nanoTime()}.
 */
final class Stopwatch {

	private Stopwatch() {
	}

	static double secondsSince(long start) {
		return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
	}

}

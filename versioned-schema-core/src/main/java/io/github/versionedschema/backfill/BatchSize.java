package io.github.versionedschema.backfill;

import java.time.Duration;

/**
 * How many pages a batch takes, following a time that batches should take.
 */
final class BatchSize {

	/** Small enough for slow expressions, and soon left behind otherwise. */
	static final long FIRST = 16;

	private static final long MOST = 1 << 17;

	/** The first batches of a session are slow for reasons of their own. */
	private static final double FASTEST_GROWTH = 4;

	private static final double FASTEST_DECLINE = 0.5;

	private long pages;

	BatchSize(long pages) {
		this.pages = (pages > 0) ? pages : FIRST;
	}

	long pages() {
		return this.pages;
	}

	void measured(long pages, Duration took, Duration target) {
		double factor = (double) target.toNanos() / Math.max(1, took.toNanos());
		set(Math.round(pages * Math.max(FASTEST_DECLINE, Math.min(FASTEST_GROWTH, factor))));
	}

	/** Takes less than what failed. */
	void below(long pages) {
		set(pages / 2);
	}

	private void set(long pages) {
		this.pages = Math.max(1, Math.min(MOST, pages));
	}

}

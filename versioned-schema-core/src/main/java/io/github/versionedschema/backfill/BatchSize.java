package io.github.versionedschema.backfill;

import java.time.Duration;

/**
 * Adapts the number of pages of a batch to the target duration.
 */
final class BatchSize {

	/** Small enough for slow expressions; grows quickly otherwise. */
	static final long FIRST = 16;

	private static final long MOST = 1 << 17;

	/** The first batches of a session are slower than later ones. */
	private static final double FASTEST_GROWTH = 4;

	private static final double FASTEST_DECLINE = 0.5;

	private long pages;

	BatchSize(long pages) {
		this.pages = (pages > 0) ? pages : FIRST;
	}

	long pages() {
		return this.pages;
	}

	/**
	 * Adapts the size to a batch. What is left of a part or of skipped pages can be less
	 * than a batch, and does not reduce the size if it was fast.
	 */
	void measured(long pages, Duration took, Duration target) {
		double factor = (double) target.toNanos() / Math.max(1, took.toNanos());
		long adapted = Math.round(pages * Math.max(FASTEST_DECLINE, Math.min(FASTEST_GROWTH, factor)));
		set((factor >= 1) ? Math.max(this.pages, adapted) : adapted);
	}

	/** Reduces the size below that of the failed batch. */
	void below(long pages) {
		set(pages / 2);
	}

	private void set(long pages) {
		this.pages = Math.max(1, Math.min(MOST, pages));
	}

}

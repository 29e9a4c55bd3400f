package io.github.versionedschema.backfill;

/**
 * Counts the rows of a part that other sessions have locked, so that the filler has left
 * them for later. Until all their pages were visited again, the rows of those that are
 * still to be visited are estimated from the visit before.
 */
final class LockedRows {

	private long found;

	private double expected;

	private long pagesAhead;

	/**
	 * Begins another visit of the pages with locked rows.
	 * @param pages the number of these pages
	 */
	void visitAgain(long pages) {
		this.expected = rows();
		this.found = 0;
		this.pagesAhead = pages;
	}

	/**
	 * Records a visit.
	 * @param pages number of pages that were visited
	 * @param locked number of their rows that are locked
	 */
	void visited(long pages, long locked) {
		double share = share(pages);
		this.expected -= this.expected * share;
		this.pagesAhead = Math.max(0, this.pagesAhead - pages);
		this.found += locked;
	}

	/** Returns the number of locked rows. */
	long rows() {
		return this.found + Math.round(this.expected);
	}

	/**
	 * Returns the number of locked rows outside the pages to be visited next.
	 * @param pages number of pages to be visited next
	 */
	long outside(long pages) {
		return this.found + Math.round(this.expected * (1 - share(pages)));
	}

	private double share(long pages) {
		return (this.pagesAhead > pages) ? (double) pages / this.pagesAhead : 1;
	}

}

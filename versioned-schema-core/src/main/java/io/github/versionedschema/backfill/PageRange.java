package io.github.versionedschema.backfill;

/**
 * Pages of a table's main file.
 *
 * @param from the first page
 * @param to the page after the last one
 */
record PageRange(long from, long to) {

	long pages() {
		return this.to - this.from;
	}

	PageRange atMost(long pages) {
		return new PageRange(this.from, Math.min(this.to, this.from + pages));
	}

	/**
	 * Returns the condition on a row to be in these pages, which a TID range scan reads.
	 */
	String condition() {
		return "ctid >= '(%d,0)' and ctid < '(%d,0)'".formatted(this.from, this.to);
	}

	@Override
	public String toString() {
		return (pages() == 1) ? "page " + this.from : "pages " + this.from + " to " + (this.to - 1);
	}

}

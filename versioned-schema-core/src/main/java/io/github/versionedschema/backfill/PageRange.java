package io.github.versionedschema.backfill;

/**
 * A range of pages of a table's main file.
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
	 * Returns the condition for rows in these pages, which PostgreSQL executes as a TID
	 * range scan.
	 */
	String condition() {
		return "ctid >= '(%d,0)' and ctid < '(%d,0)'".formatted(this.from, this.to);
	}

	@Override
	public String toString() {
		return (pages() == 1) ? "page " + this.from : "pages " + this.from + " to " + (this.to - 1);
	}

}

package io.github.versionedschema.backfill;

import java.util.List;

/**
 * The progress of a part, as recorded in the journal.
 *
 * @param nextPage the page at which to resume
 * @param endPage the page at which to end: the size of the part when its backfill began
 * @param rowsDone number of rows filled so far
 * @param batchPages size of the last batch, or 0
 * @param fileNode filenode number of the file that contains the pages
 * @param skipped pages before {@code nextPage} with rows that were locked
 */
record PartRow(long nextPage, long endPage, long rowsDone, long batchPages, long fileNode, List<PageRange> skipped) {

	boolean isDone() {
		return this.nextPage >= this.endPage && this.skipped.isEmpty();
	}

}

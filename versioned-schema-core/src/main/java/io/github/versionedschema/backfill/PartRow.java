package io.github.versionedschema.backfill;

import java.util.List;

/**
 * How far a part is, as the journal has it.
 *
 * @param nextPage where to go on
 * @param endPage where to end: the size of the part when its backfill began
 * @param rowsDone rows filled so far
 * @param batchPages size of the last batch, or 0
 * @param fileNode the file that the pages are of
 * @param skipped pages before {@code nextPage} with rows that others had locked
 */
record PartRow(long nextPage, long endPage, long rowsDone, long batchPages, long fileNode, List<PageRange> skipped) {

	boolean isDone() {
		return this.nextPage >= this.endPage && this.skipped.isEmpty();
	}

}

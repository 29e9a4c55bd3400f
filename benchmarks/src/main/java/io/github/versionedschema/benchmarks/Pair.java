package io.github.versionedschema.benchmarks;

/**
 * Two measurements of one round.
 *
 * @param handWritten seconds of the statements written by hand
 * @param expand what the expand took
 */
record Pair(double handWritten, ExpandTiming expand) {

	/**
	 * Returns the rate of the expand as a part of the rate of the statements written by
	 * hand: both do the same rows.
	 */
	double ratio() {
		return this.handWritten / this.expand.seconds();
	}

}

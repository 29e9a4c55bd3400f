package io.github.versionedschema.benchmarks;

/**
 * Two measurements of one round.
 *
 * @param handWritten seconds of the statements written by hand
 * @param expand timing of the expand
 */
record Pair(double handWritten, ExpandTiming expand) {

	/**
	 * Returns the ratio of the expand's rate to the rate of the hand-written statements.
	 * Both process the same rows.
	 */
	double ratio() {
		return this.handWritten / this.expand.seconds();
	}

}

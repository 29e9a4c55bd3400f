package io.github.versionedschema.rollout;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Scenario of the demonstration.
 */
interface Course {

	/**
	 * Runs the scenario.
	 * @param requestsPerSecond the load
	 */
	void run(int requestsPerSecond) throws IOException, InterruptedException;

	/** Returns the measurements so far. */
	Report report();

	/**
	 * Returns whether no request failed and no value differed.
	 */
	default boolean isFlawless() {
		return report().isFlawless();
	}

	/**
	 * Prints the results so far.
	 */
	default void print(PrintStream out) {
		report().print(out);
	}

}

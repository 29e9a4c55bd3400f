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

	/**
	 * Returns whether no request failed and no value differed.
	 */
	boolean isFlawless();

	/**
	 * Prints the results so far.
	 */
	void print(PrintStream out);

}

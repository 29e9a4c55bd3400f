package io.github.versionedschema.rollout;

import java.io.IOException;
import java.io.PrintStream;

/**
 * A course that the demonstration can take.
 */
interface Course {

	/**
	 * Takes it.
	 * @param requestsPerSecond the load
	 */
	void run(int requestsPerSecond) throws IOException, InterruptedException;

	/**
	 * Returns whether everything was as it has to be.
	 */
	boolean isFlawless();

	/**
	 * Prints what was found until now.
	 */
	void print(PrintStream out);

}

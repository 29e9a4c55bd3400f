package io.github.versionedschema.rollout;

import java.io.PrintStream;

/**
 * Prints the events of the demonstration with their time.
 */
final class Narration {

	private final PrintStream out;

	private final long begin = System.nanoTime();

	Narration(PrintStream out) {
		this.out = out;
	}

	void say(String event) {
		double seconds = (System.nanoTime() - this.begin) / 1_000_000_000.0;
		this.out.printf("%6.1f s  %s%n", seconds, event);
	}

}

package io.github.versionedschema.documentation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements of an old and a new release with their results, and the moment of complete.
 * A line with two dashes says who runs the following statements. A line with an arrow is
 * a row of the statement above it, or its error.
 *
 * @param text its text
 */
record Transcript(String text) {

	private static final String OLD = "-- old release";

	private static final String NEW = "-- new release";

	private static final String COMPLETE = "-- complete";

	private static final String REFUSED = "-- complete is refused";

	private static final List<String> SPEAKERS = List.of(OLD, NEW, COMPLETE, REFUSED);

	private static final String RESULT = "--> ";

	/** Returns whether a text is a transcript. */
	static boolean isOne(String text) {
		return text.lines().limit(1).anyMatch(SPEAKERS::contains);
	}

	/** Runs the transcript to its end, and returns it with the results of this run. */
	String run(Releases releases) {
		StringBuilder run = new StringBuilder();
		StringBuilder statement = new StringBuilder();
		String speaker = "";
		for (String line : lines()) {
			run.append(line).append('\n');
			if (SPEAKERS.contains(line)) {
				speaker = line;
				run.append(results(spoken(releases, line)));
			}
			else {
				statement.append(line).append('\n');
			}
			if (line.endsWith(";")) {
				run.append(
						results((speaker.equals(OLD) ? releases.old() : releases.newer()).run(statement.toString())));
				statement.setLength(0);
			}
		}
		return run.toString();
	}

	private List<String> lines() {
		return this.text.lines().filter((line) -> !line.startsWith(RESULT)).toList();
	}

	private static Stream<String> spoken(Releases releases, String speaker) {
		if (speaker.equals(COMPLETE)) {
			releases.complete();
		}
		return speaker.equals(REFUSED) ? releases.refusedComplete() : Stream.empty();
	}

	/** Returns whether the migration is completed. */
	boolean completes() {
		return this.text.lines().anyMatch(COMPLETE::equals);
	}

	/** Returns the part of the transcript before the migration is completed. */
	Transcript beforeComplete() {
		return new Transcript(this.text.lines()
			.takeWhile((line) -> !line.equals(COMPLETE))
			.map((line) -> line + "\n")
			.collect(Collectors.joining()));
	}

	private static String results(Stream<String> results) {
		return results.map((result) -> RESULT + result + "\n").collect(Collectors.joining());
	}

}

package io.github.versionedschema.mistakes;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.release.Change;

/**
 * A migration that fails because of rows: a file of the folder {@code failing-expands}.
 * The older version's statements write values that cannot be computed.
 *
 * @param change the migration
 * @param message message of the failed expand
 */
record Failing(Change change, String message) {

	private static final String VALUES = "failing-expands/values";

	/** Returns migrations that fail because of the value of a column. */
	static Stream<Failing> values() {
		return Part.ofThisRun().of(all(VALUES));
	}

	/** Returns migrations that fail because of a key over computed values. */
	static Stream<Failing> keys() {
		return Part.ofThisRun().of(all("failing-expands/keys"));
	}

	/** Returns the migration that makes a column too short. */
	static Failing tooLong() {
		return of(CaseFile.of(VALUES + "/too-long.yaml"));
	}

	private static List<Failing> all(String folder) {
		return CaseFile.all(folder).map(Failing::of).toList();
	}

	private static Failing of(CaseFile file) {
		return new Failing(
				new Change(file.name(), file.text("given"), file.operations(), file.texts("older"), List.of()),
				file.text("message"));
	}

	List<String> statements() {
		return this.change.older();
	}

	/** Runs something when a step is done. */
	static TransitionListener after(String step, Runnable work) {
		return (event) -> {
			if (event instanceof TransitionEvent.StepDone done && done.step().equals(step)) {
				work.run();
			}
		};
	}

	@Override
	public String toString() {
		return this.change.name();
	}

}

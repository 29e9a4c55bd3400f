package io.github.versionedschema.transition;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;

/**
 * How far expand came when it ends before its goal: the versions that it made live
 * before.
 */
final class ExpandProgress {

	private final List<String> added;

	/**
	 * Creates an instance.
	 * @param before the state when expand was started or resumed
	 * @param now the state when it ended
	 */
	ExpandProgress(JournalState before, JournalState now) {
		List<String> live = live(before);
		this.added = live(now).stream().filter((version) -> !live.contains(version)).toList();
	}

	private static List<String> live(JournalState state) {
		return state.runs()
			.stream()
			.filter((run) -> run.phase() == RunRow.Phase.EXPANDED)
			.map(RunRow::toVersion)
			.toList();
	}

	/** Returns sentences about these versions; empty if there are none. */
	String added() {
		return this.added.isEmpty() ? ""
				: "%s %s live already, from the first of the pending migrations. The next expand continues from there; abort undoes %s."
					.formatted(
							this.added.stream()
								.map((version) -> '"' + version + '"')
								.collect(Collectors.joining(", ", (this.added.size() == 1) ? "Version " : "Versions ",
										"")),
							(this.added.size() == 1) ? "is" : "are",
							(this.added.size() == 1) ? "it" : "one after the other");
	}

}

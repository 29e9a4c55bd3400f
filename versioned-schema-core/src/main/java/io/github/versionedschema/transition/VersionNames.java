package io.github.versionedschema.transition;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;

/**
 * Names versions, at the beginning of a sentence.
 */
final class VersionNames {

	private VersionNames() {
	}

	/** Returns the version from which a run leads away. */
	static String old(RunRow run) {
		return (run.fromVersion() != null) ? "Version \"%s\"".formatted(run.fromVersion())
				: "The state before the first migration";
	}

	/** Returns the versions from which runs lead away. */
	static String old(List<RunRow> runs) {
		if (runs.size() == 1) {
			return old(runs.get(0));
		}
		String named = runs.stream()
			.filter((run) -> run.fromVersion() != null)
			.map((run) -> '"' + run.fromVersion() + '"')
			.collect(Collectors.joining(", "));
		return (runs.get(0).fromVersion() != null) ? "Versions " + named
				: "The state before the first migration and " + named;
	}

	/** Returns which version is live while no run is unfinished. */
	static String onlyLive(JournalState state) {
		return state.newestLive()
			.map((live) -> "Only version \"%s\" is live.".formatted(live.name()))
			.orElse("No version is live.");
	}

}

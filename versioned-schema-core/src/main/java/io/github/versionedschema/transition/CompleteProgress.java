package io.github.versionedschema.transition;

import java.util.List;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;

/**
 * How far complete came when it ends before its goal: which versions it removed, and what
 * can be done with those that are retired and not removed.
 */
final class CompleteProgress {

	private final List<RunRow> removed;

	private final List<RunRow> begun;

	private final List<RunRow> kept;

	/**
	 * Creates an instance.
	 * @param before the state when complete was started or resumed
	 * @param now the state when it ended
	 */
	CompleteProgress(JournalState before, JournalState now) {
		List<Long> remaining = now.runs().stream().map(RunRow::id).toList();
		this.removed = before.runs()
			.stream()
			.filter((run) -> run.phase() != RunRow.Phase.EXPANDING && run.phase() != RunRow.Phase.ABORTING)
			.filter((run) -> !remaining.contains(run.id()))
			.toList();
		this.begun = now.runs().stream().filter((run) -> run.phase() == RunRow.Phase.COMPLETING).toList();
		this.kept = now.keptRuns();
	}

	/** Returns a refusal of complete that also states the progress. */
	RefusedException in(RefusedException refusal) {
		return refusal.leaving(sentence(this.begun, "%s %s retired and partly removed: complete resumes that."))
			.leaving(sentence(this.kept,
					"%s %s retired and kept: complete or contract removes %s, revert makes %3$s live again."))
			.after(removed());
	}

	/** Returns a failure of complete that also states the versions that were removed. */
	StepFailedException in(StepFailedException failure) {
		return this.removed.isEmpty() ? failure : failure.with(removed());
	}

	/**
	 * Returns a sentence about the versions that were removed; empty if there are none.
	 */
	String removed() {
		return sentence(this.removed, (this.removed.size() == 1) ? "%s was removed." : "%s were removed.");
	}

	private static String sentence(List<RunRow> runs, String sentence) {
		return runs.isEmpty() ? "" : sentence.formatted(VersionNames.old(runs), (runs.size() == 1) ? "is" : "are",
				(runs.size() == 1) ? "it" : "them");
	}

}

package io.github.versionedschema.transition;

import java.util.List;
import java.util.Optional;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.Reverted;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.pending.WrongPhase;

/**
 * Makes retired and kept versions live again. They contain all data written since, as the
 * sync triggers remained active.
 */
public final class RevertTransition {

	private final Lead lead;

	public RevertTransition(Lead lead) {
		this.lead = lead;
	}

	public Outcome run() {
		JournalState state = this.lead.state();
		List<RunRow> kept = kept(state);
		if (kept.isEmpty()) {
			return nothing(state);
		}
		this.lead.record(() -> kept.forEach(this::revert));
		kept.forEach((run) -> this.lead.tell(new Reverted(run.plan().baseSchema(), run.fromVersion())));
		return Outcome.done("%s %s live again, beside version \"%s\".".formatted(VersionNames.old(kept),
				(kept.size() == 1) ? "is" : "are", newest(state)));
	}

	/** Returns what {@link #run()} would do. */
	public Outcome preview() {
		JournalState state = this.lead.state();
		List<RunRow> kept = kept(state);
		return kept.isEmpty() ? nothing(state) : Outcome
			.done("%s would be live again, beside version \"%s\".".formatted(VersionNames.old(kept), newest(state)));
	}

	private static List<RunRow> kept(JournalState state) {
		Optional<RunRow> begun = state.transition();
		if (begun.isPresent()) {
			throw WrongPhase.of(begun.get(), "reverted");
		}
		return state.keptRuns();
	}

	private static Outcome nothing(JournalState state) {
		return Outcome
			.nothing(state.runs().isEmpty() ? "No version is retired and kept, so there is none to bring back."
					: "%s is live.".formatted(VersionNames.old(state.runs().get(0))));
	}

	private static String newest(JournalState state) {
		return state.newestLive().map(VersionRow::name).orElse("");
	}

	private void revert(RunRow run) {
		Journal journal = this.lead.journal();
		if (run.fromVersion() != null) {
			journal.versions().reinstate(run.fromVersion());
		}
		journal.runs().revert(run.id());
	}

}

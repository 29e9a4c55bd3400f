package io.github.versionedschema.transition;

import java.util.List;
import java.util.Optional;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.VersionKept;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.LiveChain;
import io.github.versionedschema.pending.WrongPhase;
import org.jspecify.annotations.Nullable;

/**
 * Retires older versions and keeps everything that they need: their columns, their views
 * and the sync triggers.
 */
public final class RetireTransition {

	private final Lead lead;

	public RetireTransition(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Retires the versions before the given one.
	 * @param version a live version, or null for the newest
	 */
	public Outcome run(@Nullable String version, boolean force) {
		JournalState state = this.lead.state();
		Optional<RunRow> begun = state.transition();
		if (begun.isPresent()) {
			throw WrongPhase.of(begun.get(), "kept as the only one in use");
		}
		Retirement retirement = Retirement.before(this.lead, LiveChain.refreshed(this.lead, state), version);
		List<RunRow> live = retirement.runs().stream().filter((run) -> run.phase() == RunRow.Phase.EXPANDED).toList();
		if (state.runs().isEmpty()) {
			return Outcome.nothing(VersionNames.onlyLive(state));
		}
		if (retirement.runs().isEmpty()) {
			return Outcome.nothing("No version before \"%s\" is live.".formatted(version));
		}
		if (live.isEmpty()) {
			return Outcome.nothing("%s %s retired and kept already.".formatted(VersionNames.old(retirement.runs()),
					(retirement.runs().size() == 1) ? "is" : "are"));
		}
		retirement.during(force, () -> this.lead.record(() -> live.forEach(this::keep)));
		live.forEach(this::tellKept);
		return Outcome.done("%s %s retired and kept. Revert makes %s live again; contract removes %3$s for good."
			.formatted(VersionNames.old(live), (live.size() == 1) ? "is" : "are", (live.size() == 1) ? "it" : "them"));
	}

	/** Retires the version before a run and keeps it. */
	void keep(RunRow run) {
		Journal journal = this.lead.journal();
		if (run.fromVersion() != null) {
			journal.versions().retire(run.fromVersion());
		}
		journal.runs().keep(run.id());
	}

	/** Reports that the version before a run was retired and kept. */
	void tellKept(RunRow run) {
		this.lead.tell(new VersionKept(run.plan().baseSchema(), run.fromVersion(), run.toVersion()));
	}

}

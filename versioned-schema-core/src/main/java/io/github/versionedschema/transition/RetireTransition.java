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
		JournalState state = state();
		Retirement retirement = Retirement.before(this.lead, LiveChain.refreshed(this.lead, state), version);
		List<RunRow> live = live(retirement);
		if (live.isEmpty()) {
			return nothing(state, retirement, version);
		}
		retirement.during(force, () -> this.lead.record(() -> live.forEach(this::keep)));
		live.forEach(this::tellKept);
		return Outcome.done("%s %s retired and kept. Revert makes %s live again; contract removes %3$s permanently."
			.formatted(VersionNames.old(live), (live.size() == 1) ? "is" : "are", (live.size() == 1) ? "it" : "them"));
	}

	/** Says what retire would do, and changes nothing. */
	public Outcome preview(@Nullable String version, boolean force) {
		JournalState state = state();
		Retirement retirement = Retirement.before(this.lead, state, version);
		List<RunRow> live = live(retirement);
		return live.isEmpty() ? nothing(state, retirement, version)
				: Outcome.done(
						"%s would be retired and kept. %s".formatted(VersionNames.old(live), retirement.preview(force))
							.strip());
	}

	private JournalState state() {
		JournalState state = this.lead.state();
		Optional<RunRow> begun = state.transition();
		if (begun.isPresent()) {
			throw WrongPhase.of(begun.get(), "kept as the only one in use");
		}
		return state;
	}

	private static List<RunRow> live(Retirement retirement) {
		return retirement.runs().stream().filter((run) -> run.phase() == RunRow.Phase.EXPANDED).toList();
	}

	private static Outcome nothing(JournalState state, Retirement retirement, @Nullable String version) {
		if (state.runs().isEmpty()) {
			return Outcome.nothing(VersionNames.onlyLive(state));
		}
		if (retirement.runs().isEmpty()) {
			return Outcome.nothing("No version before \"%s\" is live.".formatted(version));
		}
		return Outcome.nothing("%s %s retired and kept already.".formatted(VersionNames.old(retirement.runs()),
				(retirement.runs().size() == 1) ? "is" : "are"));
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

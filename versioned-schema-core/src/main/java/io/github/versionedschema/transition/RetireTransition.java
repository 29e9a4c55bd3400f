package io.github.versionedschema.transition;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.VersionKept;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.WrongPhase;

/**
 * Retires the old version and keeps everything that it needs: its columns, its views and
 * the sync triggers.
 */
public final class RetireTransition {

	private final Lead lead;

	public RetireTransition(Lead lead) {
		this.lead = lead;
	}

	public Outcome run(boolean force) {
		JournalState state = this.lead.state();
		RunRow run = state.run();
		if (run == null) {
			return Outcome.nothing("No version is being replaced, so there is none to retire.");
		}
		switch (run.phase()) {
			case EXPANDED -> new Retirement(this.lead, state, run).during(force, () -> keep(run));
			case KEPT -> {
				return Outcome.nothing("%s was retired at %s, and is kept.".formatted(ofOld(run), run.changedAt()));
			}
			default -> throw WrongPhase.of(run, "kept as the only one in use");
		}
		return Outcome.done("%s is retired and kept. Revert makes it live again; contract removes it for good."
			.formatted(ofOld(run)));
	}

	private void keep(RunRow run) {
		Journal journal = this.lead.journal();
		this.lead.record(() -> {
			if (run.fromVersion() != null) {
				journal.versions().retire(run.fromVersion());
			}
			journal.runs().keep(run.id());
		});
		this.lead.tell(new VersionKept(run.plan().baseSchema(), run.fromVersion(), run.toVersion()));
	}

	static String ofOld(RunRow run) {
		return (run.fromVersion() != null) ? "Version \"%s\"".formatted(run.fromVersion())
				: "The state before the first migration";
	}

}

package io.github.versionedschema.transition;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.Reverted;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.WrongPhase;

/**
 * Makes the retired and kept old version live again. It contains all data written since,
 * as the sync triggers remained active.
 */
public final class RevertTransition {

	private final Lead lead;

	public RevertTransition(Lead lead) {
		this.lead = lead;
	}

	public Outcome run() {
		RunRow run = this.lead.state().run();
		if (run == null) {
			return Outcome.nothing("No version is retired and kept, so there is none to bring back.");
		}
		switch (run.phase()) {
			case KEPT -> revert(run);
			case EXPANDED -> {
				return Outcome.nothing("%s is live.".formatted(RetireTransition.ofOld(run)));
			}
			default -> throw WrongPhase.of(run, "reverted");
		}
		return Outcome
			.done("%s is live again, beside version \"%s\".".formatted(RetireTransition.ofOld(run), run.toVersion()));
	}

	private void revert(RunRow run) {
		Journal journal = this.lead.journal();
		this.lead.record(() -> {
			if (run.fromVersion() != null) {
				journal.versions().reinstate(run.fromVersion());
			}
			journal.runs().revert(run.id());
		});
		this.lead.tell(new Reverted(run.plan().baseSchema(), run.fromVersion()));
	}

}

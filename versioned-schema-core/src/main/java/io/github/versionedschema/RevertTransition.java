package io.github.versionedschema;

import io.github.versionedschema.execute.Journal;
import io.github.versionedschema.execute.RunRow;
import io.github.versionedschema.execute.TransitionEvent.Reverted;

/**
 * Makes the old version live again that was retired and kept. It has everything that was
 * written since, as the triggers never stopped.
 */
final class RevertTransition {

	private final Lead lead;

	RevertTransition(Lead lead) {
		this.lead = lead;
	}

	Outcome run() {
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

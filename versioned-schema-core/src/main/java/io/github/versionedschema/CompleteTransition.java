package io.github.versionedschema;

import java.util.EnumSet;

import io.github.versionedschema.execute.JournalState;
import io.github.versionedschema.execute.RunRow;
import io.github.versionedschema.execute.StepFailedException;
import io.github.versionedschema.plan.Phase;

/**
 * Retires the old version and contracts.
 */
final class CompleteTransition {

	private final Lead lead;

	CompleteTransition(Lead lead) {
		this.lead = lead;
	}

	Outcome run(boolean force) {
		JournalState state = this.lead.state();
		RunRow run = state.run();
		if (run == null) {
			new Leftovers(this.lead).requireNone();
			return Outcome.nothing(state.newestLive()
				.map((live) -> "Only version \"%s\" is live.".formatted(live.name()))
				.orElse("No version is live."));
		}
		switch (run.phase()) {
			case EXPANDED -> retire(state, run, force);
			case COMPLETING -> {
				// Only the rest is left.
			}
			default -> throw WrongPhase.of(run, "completed");
		}
		new Contraction(this.lead).finish(run);
		new VersionSchemaCleaning(this.lead).removeOldTombstones();
		return Outcome.done("Only version \"%s\" is live now.".formatted(run.toVersion()));
	}

	private void retire(JournalState state, RunRow run, boolean force) {
		new VersionSchemaCleaning(this.lead).moveForeignObjects(state, run.plan());
		if (force) {
			// Nobody is terminated for a complete that rows refuse.
			requireNoViolations(run);
		}
		ClosedVersion.oldest(this.lead, state.version(run.plan().from()).orElse(null)).during(run, force, () -> {
			requireNoViolations(run);
			settle(run);
			this.lead.executor().rehearseContract(run.plan());
			new Contraction(this.lead).begin(run);
		});
	}

	private void settle(RunRow run) {
		try {
			this.lead.executor().run(run.id(), run.plan(), EnumSet.of(Phase.SETTLE));
		}
		catch (StepFailedException ex) {
			throw ex.with("No version was retired. Fix the cause and complete again, or abort.");
		}
	}

	private void requireNoViolations(RunRow run) {
		this.lead.executor()
			.requireNoViolations(run.plan(), Phase.VERIFY,
					this.lead.engine().settings().safeguards().verificationTimeout());
	}

}

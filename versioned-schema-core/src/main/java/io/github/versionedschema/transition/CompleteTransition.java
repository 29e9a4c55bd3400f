package io.github.versionedschema.transition;

import java.util.EnumSet;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.WrongPhase;
import io.github.versionedschema.plan.Phase;

/**
 * Retires the old version and contracts.
 */
public final class CompleteTransition {

	private final Lead lead;

	public CompleteTransition(Lead lead) {
		this.lead = lead;
	}

	/** Runs only the remaining steps if the old version is already retired. */
	public Outcome contract(boolean force) {
		RunRow run = this.lead.state().run();
		if (run != null && run.phase() != RunRow.Phase.KEPT && run.phase() != RunRow.Phase.COMPLETING) {
			throw WrongPhase.of(run, "contracted");
		}
		return run(force);
	}

	public Outcome run(boolean force) {
		JournalState state = this.lead.state();
		RunRow run = state.run();
		if (run == null) {
			new Leftovers(this.lead).requireNone();
			return Outcome.nothing(state.newestLive()
				.map((live) -> "Only version \"%s\" is live.".formatted(live.name()))
				.orElse("No version is live."));
		}
		switch (run.phase()) {
			case EXPANDED, KEPT -> retire(state, run, force);
			case COMPLETING -> {
				// Resumes a complete that has begun.
			}
			default -> throw WrongPhase.of(run, "completed");
		}
		new Contraction(this.lead).finish(run);
		new VersionSchemaCleaning(this.lead).removeOldTombstones();
		return Outcome.done("Only version \"%s\" is live now.".formatted(run.toVersion()));
	}

	private void retire(JournalState state, RunRow run, boolean force) {
		new VersionSchemaCleaning(this.lead).moveForeignObjects(state, run.plan());
		new Retirement(this.lead, state, run).during(force, () -> {
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

}

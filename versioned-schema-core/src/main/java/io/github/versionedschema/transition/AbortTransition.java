package io.github.versionedschema.transition;

import java.util.Optional;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.WrongPhase;

/**
 * Aborts a migration: undoes what expand did.
 */
public final class AbortTransition {

	private final Lead lead;

	public AbortTransition(Lead lead) {
		this.lead = lead;
	}

	public Outcome run(boolean force) {
		JournalState state = this.lead.state();
		RunRow run = find(state).orElse(null);
		if (run == null) {
			return nothing();
		}
		Undoing undoing = new Undoing(this.lead);
		if (run.phase() == RunRow.Phase.ABORTING) {
			undoing.resume(run);
		}
		else {
			begin(state, run, force);
			undoing.finish(run);
		}
		return Outcome.done("Version \"%s\" was undone.".formatted(run.toVersion()));
	}

	private void begin(JournalState state, RunRow run, boolean force) {
		Undoing undoing = new Undoing(this.lead);
		if (force) {
			// No session is terminated for an abort that is refused.
			undoing.require(run);
		}
		newer(state, run).during(run, force, () -> {
			undoing.require(run);
			undoing.begin(run);
		});
	}

	/** Says what abort would do, and changes nothing. */
	public Outcome preview(boolean force) {
		JournalState state = this.lead.state();
		RunRow run = find(state).orElse(null);
		if (run == null) {
			return nothing();
		}
		if (run.phase() == RunRow.Phase.ABORTING) {
			return Outcome.done("Abort of version \"%s\" would resume.".formatted(run.toVersion()));
		}
		new Undoing(this.lead).require(run);
		String terminated = newer(state, run).preview(force);
		return Outcome.done("Version \"%s\" would be undone. %s".formatted(run.toVersion(), terminated).strip());
	}

	/**
	 * Returns the run to abort.
	 * @throws io.github.versionedschema.failure.RefusedException if it cannot be aborted
	 */
	private Optional<RunRow> find(JournalState state) {
		Optional<RunRow> run = state.transition().or(state::newestRun);
		if (run.isEmpty()) {
			new Leftovers(this.lead).requireNone();
			return run;
		}
		return switch (run.get().phase()) {
			case EXPANDING, EXPANDED, ABORTING -> run;
			default -> throw WrongPhase.of(run.get(), "aborted");
		};
	}

	private static Outcome nothing() {
		return Outcome.nothing("There is nothing to abort.");
	}

	private ClosedVersions newer(JournalState state, RunRow run) {
		return ClosedVersions.newest(this.lead, state.version(run.toVersion()).orElseThrow());
	}

}

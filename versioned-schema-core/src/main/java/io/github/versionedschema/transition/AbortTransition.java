package io.github.versionedschema.transition;

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
		RunRow run = state.transition().or(state::newestRun).orElse(null);
		if (run == null) {
			new Leftovers(this.lead).requireNone();
			return Outcome.nothing("There is nothing to abort.");
		}
		Undoing undoing = new Undoing(this.lead);
		switch (run.phase()) {
			case EXPANDING, EXPANDED -> {
				if (force) {
					// No session is terminated for an abort that is refused.
					undoing.require(run);
				}
				ClosedVersions.newest(this.lead, state.version(run.toVersion()).orElseThrow())
					.during(run, force, () -> {
						undoing.require(run);
						undoing.begin(run);
					});
			}
			case ABORTING -> {
				undoing.resume(run);
				return done(run);
			}
			default -> throw WrongPhase.of(run, "aborted");
		}
		undoing.finish(run);
		return done(run);
	}

	private static Outcome done(RunRow run) {
		return Outcome.done("Version \"%s\" was undone.".formatted(run.toVersion()));
	}

}

package io.github.versionedschema.transition;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.plan.Phase;

/**
 * The end of the old version: no session uses it, and no row keeps it from going.
 */
final class Retirement {

	private final Lead lead;

	private final JournalState state;

	private final RunRow run;

	Retirement(Lead lead, JournalState state, RunRow run) {
		this.lead = lead;
		this.state = state;
		this.run = run;
	}

	/**
	 * Does work while nobody can attach to the old version.
	 * @param force whether sessions in the way are ended
	 * @param work what to do when nothing is in the way
	 * @throws io.github.versionedschema.failure.RefusedException when something is
	 */
	void during(boolean force, Runnable work) {
		if (force) {
			// Nobody is terminated for a retirement that rows refuse.
			requireNoViolations();
		}
		ClosedVersion.oldest(this.lead, this.state.version(this.run.plan().from()).orElse(null))
			.during(this.run, force, () -> {
				requireNoViolations();
				work.run();
			});
	}

	private void requireNoViolations() {
		this.lead.executor()
			.requireNoViolations(this.run.plan(), Phase.VERIFY,
					this.lead.engine().settings().safeguards().verificationTimeout());
	}

}

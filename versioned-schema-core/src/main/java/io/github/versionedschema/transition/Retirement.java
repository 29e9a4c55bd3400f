package io.github.versionedschema.transition;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.plan.Phase;

/**
 * Prepares the removal of the old version: makes sure that no session uses it and that no
 * row violates the new version's constraints.
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
	 * Runs work while no session can attach to the old version.
	 * @param force whether to terminate sessions that use the old version
	 * @param work the work to run if nothing prevents it
	 * @throws io.github.versionedschema.failure.RefusedException if sessions or rows
	 * prevent it
	 */
	void during(boolean force, Runnable work) {
		if (force) {
			// No session is terminated if rows prevent the retirement.
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

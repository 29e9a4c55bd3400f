package io.github.versionedschema;

import io.github.versionedschema.execute.Journal;
import io.github.versionedschema.execute.MigrationRow;
import io.github.versionedschema.execute.RunRow;
import io.github.versionedschema.execute.StepFailedException;
import io.github.versionedschema.execute.TransitionEvent.AbortStarted;
import io.github.versionedschema.execute.TransitionEvent.Aborted;

/**
 * Undoes a run that did not get to complete.
 */
final class Undoing {

	private final Lead lead;

	Undoing(Lead lead) {
		this.lead = lead;
	}

	/** Lets nobody attach to the new version any more. */
	void begin(RunRow run) {
		Journal journal = this.lead.journal();
		this.lead.record(() -> {
			journal.versions().withdraw(run.toVersion());
			journal.history().move(run.id(), MigrationRow.State.ABORTING);
			journal.runs().move(run.id(), RunRow.Phase.ABORTING);
		});
		this.lead.tell(new AbortStarted(run.plan().baseSchema(), run.toVersion()));
	}

	/** Does what is left to do. */
	void finish(RunRow run) {
		Journal journal = this.lead.journal();
		try {
			new VersionSchemaCleaning(this.lead).moveForeignObjects(this.lead.state(), run.plan());
			this.lead.executor().undo(run.id(), run.plan());
		}
		catch (StepFailedException ex) {
			throw this.lead.keepError(run, ex
				.with("What was undone before stays undone. Fix the cause and abort again, which resumes there."));
		}
		catch (RuntimeException ex) {
			throw this.lead.keepError(run, ex);
		}
		this.lead.record(() -> {
			journal.versions().forget(run.toVersion());
			journal.history().forget(run.id());
			journal.runs().move(run.id(), RunRow.Phase.ABORTED);
		});
		this.lead.tell(new Aborted(run.plan().baseSchema(), run.toVersion()));
	}

}

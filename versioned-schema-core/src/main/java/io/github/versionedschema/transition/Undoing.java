package io.github.versionedschema.transition;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.AbortStarted;
import io.github.versionedschema.event.TransitionEvent.Aborted;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.MigrationRow;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.LiveChain;

/**
 * Undoes a run whose complete has not begun.
 */
final class Undoing {

	private final Lead lead;

	Undoing(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Requires that the run can be undone, and that this breaks no objects of other
	 * users.
	 * @throws RefusedException if not; nothing was changed
	 */
	void require(RunRow run) {
		this.lead.executor().requireUndoable(run.id(), run.plan());
		this.lead.questions().requireAbortable(run.plan());
	}

	/** Prevents sessions from attaching to the newer version. */
	void begin(RunRow run) {
		Journal journal = this.lead.journal();
		this.lead.record(() -> {
			journal.versions().withdraw(run.toVersion());
			journal.history().move(run.id(), MigrationRow.State.ABORTING);
			journal.runs().move(run.id(), RunRow.Phase.ABORTING);
		});
		tellStarted(run, false);
	}

	/** Runs the remaining steps of an abort that was begun before. */
	void resume(RunRow run) {
		this.lead.resume(run);
		tellStarted(run, true);
		finish(run);
	}

	private void tellStarted(RunRow run, boolean resumed) {
		this.lead.tell(new AbortStarted(run.plan().baseSchema(), run.toVersion(), resumed));
	}

	/** Runs the remaining steps. */
	void finish(RunRow run) {
		Journal journal = this.lead.journal();
		try {
			new VersionSchemaCleaning(this.lead).moveForeignObjects(this.lead.state());
			this.lead.executor().undo(run.id(), run.plan());
		}
		catch (StepFailedException ex) {
			throw this.lead.keepError(run, ex
				.with("What was undone before stays undone. Fix the cause and abort again, which resumes there."));
		}
		catch (RuntimeException ex) {
			throw this.lead.keepError(run, ex);
		}
		LiveChain others = LiveChain.of(this.lead, this.lead.state()).withoutNewest();
		this.lead.record(() -> {
			journal.control().reset();
			journal.versions().forget(run.toVersion());
			journal.history().forget(run.id());
			journal.runs().move(run.id(), RunRow.Phase.ABORTED);
			journal.runs().showLast();
			others.replan();
		});
		this.lead.tell(new Aborted(run.plan().baseSchema(), run.toVersion()));
	}

}

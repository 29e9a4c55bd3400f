package io.github.versionedschema.transition;

import java.util.EnumSet;
import java.util.Set;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.CompleteStarted;
import io.github.versionedschema.event.TransitionEvent.Completed;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.MigrationRow;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.LiveChain;
import io.github.versionedschema.plan.Phase;

/**
 * Runs the part of complete that cannot be undone.
 */
final class Contraction {

	/** The steps to run, in the order of the plan. */
	static final Set<Phase> PHASES = Set.copyOf(EnumSet.of(Phase.CONTRACT, Phase.FINISH));

	private final Lead lead;

	Contraction(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Retires the version before a run and records that the migration can no longer be
	 * aborted.
	 * @param kept further writes to the journal, in the same transaction
	 */
	void begin(RunRow run, Runnable kept) {
		Journal journal = this.lead.journal();
		this.lead.record(() -> {
			kept.run();
			if (run.plan().from() != null) {
				journal.versions().retire(run.plan().from());
			}
			journal.history().move(run.id(), MigrationRow.State.COMPLETING);
			journal.runs().move(run.id(), RunRow.Phase.COMPLETING);
		});
		tellStarted(run, false);
	}

	/** Runs the remaining steps of a run that was begun before. */
	void resume(RunRow run) {
		this.lead.resume(run);
		tellStarted(run, true);
		finish(run);
	}

	private void tellStarted(RunRow run, boolean resumed) {
		this.lead.tell(new CompleteStarted(run.plan().baseSchema(), run.plan().from(), run.plan().to(), resumed));
	}

	/** Runs the remaining steps. */
	void finish(RunRow run) {
		try {
			this.lead.executor().run(run.id(), run.plan(), PHASES);
		}
		catch (StepFailedException ex) {
			throw this.lead.keepError(run, ex.with(
					"What was done before is kept. %s is retired, so the migration can no longer be aborted: fix the cause and complete again, or leave the step out: --versioned-schema.command=skip --versioned-schema.step=%s, or POST skip/%2$s to the endpoint."
						.formatted(VersionNames.old(run), ex.step().id())));
		}
		catch (RuntimeException ex) {
			throw this.lead.keepError(run, ex);
		}
		try {
			completed(run);
		}
		catch (RuntimeException ex) {
			throw this.lead.keepError(run, ex);
		}
		this.lead.tell(new Completed(run.plan().baseSchema(), run.plan().to()));
	}

	private void completed(RunRow run) {
		JournalState state = this.lead.state();
		LiveChain others = LiveChain.of(this.lead, state).withoutOldest(state);
		this.lead.record(() -> {
			Journal journal = this.lead.journal();
			journal.history().move(run.id(), MigrationRow.State.COMPLETED);
			journal.runs().move(run.id(), RunRow.Phase.COMPLETED);
			journal.control().reset();
			journal.runs().showLast();
			others.replan();
		});
	}

}

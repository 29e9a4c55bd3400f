package io.github.versionedschema.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent.StepFailed;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.lock.StepRecorder;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.postgres.ConnectionSource;

/**
 * Runs the steps of plans, and undoes them. It knows kinds of actions and no operation of
 * a migration. Steps that the journal has as done are skipped, so that running a plan
 * again goes on where somebody else stopped.
 */
public final class Executor {

	private final Leadership leadership;

	private final Journal journal;

	private final ConnectionSource connections;

	private final ActionRunners runners;

	private final TransitionListener listener;

	private final LockLadder ladder;

	private final RowCounter counter;

	/**
	 * Creates an executor.
	 * @param leadership the right to change the schema
	 * @param journal of the same connection
	 * @param connections where connections for looking around come from
	 * @param locks how to wait for locks
	 * @param runners who runs which kind of action
	 * @param listener is told of every step
	 */
	public Executor(Leadership leadership, Journal journal, ConnectionSource connections, LockSettings locks,
			ActionRunners runners, TransitionListener listener) {
		this.leadership = leadership;
		this.journal = journal;
		this.connections = connections;
		this.runners = runners;
		this.listener = listener;
		this.ladder = new LockLadder(leadership, connections, locks, listener);
		this.counter = new RowCounter(leadership);
	}

	/**
	 * Looks at the data as the steps of a phase demand, changing nothing.
	 * @param plan whose steps
	 * @param phase {@link Phase#CHECK} or {@link Phase#VERIFY}
	 * @param longest the most that one question may take; zero for as long as it takes
	 * @throws RefusedException with everything that was found, if anything was, or with
	 * the question that took longer
	 */
	public void requireNoViolations(Plan plan, Phase phase, Duration longest) {
		requireNoViolations(plan, phase, longest,
				"\nNothing was changed. Correct this, or the migration, and try again.");
	}

	private void requireNoViolations(Plan plan, Phase phase, Duration longest, String consequence) {
		List<Violation> violations = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (Step step : plan.steps()) {
			if (step.phase() == phase && step.action() instanceof Action.Question question) {
				attempt(step, () -> this.counter.ask(question, longest).ifPresent((violation) -> {
					violations.add(violation);
					lines.append("\n  ").append(String.join(", ", step.origin())).append(": ").append(violation);
				}));
			}
		}
		if (!violations.isEmpty()) {
			throw new RefusedException(Reason.VIOLATIONS, "Existing data prevents this." + lines + consequence,
					violations);
		}
	}

	/**
	 * Looks whether every row is fit for the new version, and fills what rows lack. The
	 * journal never keeps that this is done: clients go on writing.
	 * @param run number of the run in the journal
	 * @param plan whose steps of phase {@link Phase#PROVE}
	 * @throws StepFailedException if rows cannot be filled
	 * @throws RefusedException if rows break what the new version demands
	 */
	public void prove(long run, Plan plan) {
		for (Step step : plan.steps()) {
			if (step.phase() == Phase.PROVE && !(step.action() instanceof Action.Question)) {
				tell(step, step.title(), () -> this.runners.run(step.action(), context(run, step, StepRecorder.NONE)));
			}
		}
		requireNoViolations(plan, Phase.PROVE, Duration.ZERO, "");
	}

	/**
	 * Looks whether rows that were filled refer to rows that exist: foreign keys are not
	 * enforced where triggers are silenced.
	 * @param plan whose steps of phase {@link Phase#REPAIR}
	 * @throws RefusedException with the rows that do not
	 */
	public void requireReferences(Plan plan) {
		requireNoViolations(plan, Phase.REPAIR, Duration.ZERO,
				"\nOther rows were filled. Insert the missing rows, or correct those that refer to them.");
	}

	/**
	 * Looks for what others made that abort would break, changing nothing.
	 * @param plan what was expanded
	 * @throws RefusedException with everything that was found, if anything was
	 */
	public void requireAbortable(Plan plan) {
		List<Violation> violations = new ArrayList<>();
		for (Action.Find question : plan.abortQuestions()) {
			try {
				this.counter.ask(question, Duration.ZERO).ifPresent(violations::add);
			}
			catch (RuntimeException ex) {
				throw this.leadership.translate(ex);
			}
		}
		if (!violations.isEmpty()) {
			throw new RefusedException(Reason.VIOLATIONS,
					"Abort was refused.\n  "
							+ violations.stream().map(Violation::toString).collect(Collectors.joining("\n  "))
							+ "\nNothing was changed. Correct this and abort again.",
					violations);
		}
	}

	/**
	 * Rehearses what contract will do to tables, and takes it back.
	 * @param plan whose steps
	 * @throws RefusedException with what would fail
	 * @throws LockUnavailableException if the locks could not be had
	 */
	public void rehearseContract(Plan plan) {
		try {
			new Rehearsal(this.ladder).run(plan);
		}
		catch (RuntimeException ex) {
			throw this.leadership.translate(ex);
		}
	}

	/**
	 * Runs the steps of some phases that are not yet done, in the order of the plan.
	 * @param run number of the run in the journal
	 * @param plan what to do
	 * @param phases which steps
	 * @throws StepFailedException if a step cannot be done
	 * @throws LockUnavailableException if a step did not get its locks
	 * @throws RefusedException if data does not allow what the plan wants
	 * @throws LeadershipLostException if the connection is gone
	 * @throws StoppedException if the work was asked to stop
	 */
	public void run(long run, Plan plan, Set<Phase> phases) {
		Map<String, StepRow.State> states = states(run);
		for (int i = 0; i < plan.steps().size(); i++) {
			Step step = plan.steps().get(i);
			if (phases.contains(step.phase()) && !(step.action() instanceof Action.Question)
					&& states.get(step.id()) != StepRow.State.DONE) {
				JournalRecorder recorder = new JournalRecorder(this.journal.steps(), run, i, step.id(),
						StepRow.State.DONE);
				tell(step, step.title(), () -> {
					this.runners.run(step.action(), context(run, step, recorder));
					recorder.doneAtTheEnd();
				});
			}
		}
	}

	/**
	 * Finds where a run stopped.
	 * @param run number of the run in the journal
	 * @param plan what it does
	 * @param phases which steps
	 * @return the first step that is not done; empty when all are
	 */
	public Optional<Step> next(long run, Plan plan, Set<Phase> phases) {
		Map<String, StepRow.State> states = states(run);
		return plan.steps()
			.stream()
			.filter((step) -> phases.contains(step.phase()) && !(step.action() instanceof Action.Question)
					&& states.get(step.id()) != StepRow.State.DONE)
			.findFirst();
	}

	/**
	 * Records a step as done, in the transaction that is open, without doing it.
	 * @param run number of the run in the journal
	 * @param plan whose step it is
	 * @param step what is left out
	 */
	public void skip(long run, Plan plan, Step step) {
		this.journal.steps().mark(run, plan.steps().indexOf(step), step.id(), StepRow.State.DONE);
	}

	/**
	 * Fills what rows lack, however often it was done before. The journal keeps where a
	 * step of this kind is, but never that it is done.
	 * @param run number of the run in the journal
	 * @param step the step, of phase {@link Phase#REPAIR}
	 * @param backfill its action
	 * @return whether there was anything to fill
	 */
	public boolean repair(long run, Step step, Action.Backfill backfill) {
		AtomicBoolean needed = new AtomicBoolean();
		attempt(step, () -> needed.set(this.counter.exists(backfill)));
		if (needed.get()) {
			tell(step, step.title(), () -> this.runners.run(backfill, context(run, step, StepRecorder.NONE)));
		}
		return needed.get();
	}

	/**
	 * Undoes the steps of expand that were begun, in reverse order.
	 * @param run number of the run in the journal
	 * @param plan what was done
	 */
	public void undo(long run, Plan plan) {
		Map<String, StepRow.State> states = states(run);
		for (int i = plan.steps().size() - 1; i >= 0; i--) {
			Step step = plan.steps().get(i);
			StepRow.State state = states.get(step.id());
			if (state == StepRow.State.STARTED || state == StepRow.State.DONE) {
				JournalRecorder recorder = new JournalRecorder(this.journal.steps(), run, i, step.id(),
						StepRow.State.UNDONE);
				tell(step, "undo: " + step.title(), () -> {
					undo(run, step, recorder);
					recorder.doneAtTheEnd();
				});
			}
		}
	}

	private void undo(long run, Step step, JournalRecorder recorder) {
		for (int i = 0; i < step.inverse().size(); i++) {
			boolean last = i == step.inverse().size() - 1;
			this.runners.run(step.inverse().get(i), context(run, step, last ? recorder : StepRecorder.NONE));
		}
	}

	private StepContext context(long run, Step step, StepRecorder recorder) {
		return new StepContext(this.leadership, this.connections, run, step, recorder, this.ladder, this.listener);
	}

	private Map<String, StepRow.State> states(long run) {
		return this.leadership.guard(() -> this.journal.reader().steps(run))
			.stream()
			.collect(Collectors.toMap(StepRow::stepId, StepRow::state));
	}

	private void tell(Step step, String title, Runnable work) {
		this.listener.onEvent(new StepStarted(this.leadership.baseSchema(), step.id(), title));
		attempt(step, work);
		this.listener.onEvent(new StepDone(this.leadership.baseSchema(), step.id(), title));
	}

	private void attempt(Step step, Runnable work) {
		try {
			this.leadership.stopSignal().check();
			work.run();
		}
		catch (RuntimeException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			if (failure instanceof StoppedException) {
				throw failure;
			}
			failure = describe(step, failure);
			this.listener.onEvent(new StepFailed(this.leadership.baseSchema(), step.id(), step.title(),
					String.valueOf(failure.getMessage())));
			throw failure;
		}
	}

	private RuntimeException describe(Step step, RuntimeException failure) {
		return (failure instanceof LeadershipLostException || failure instanceof LockUnavailableException
				|| failure instanceof RefusedException) ? failure
						: new StepFailedException(step, failure, this.leadership.samples());
	}

}

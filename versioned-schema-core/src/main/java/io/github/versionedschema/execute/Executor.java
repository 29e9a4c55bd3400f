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
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.failure.kind.FailureKind;
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
 * Runs and undoes the steps of plans. It knows kinds of action, but no operations of a
 * migration. Steps that the journal records as done are skipped, so that another leader
 * can resume the plan.
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
	 * @param journal the journal, on the same connection
	 * @param connections source of the connections for observation
	 * @param locks the lock settings
	 * @param runners the runners of actions
	 * @param listener notified of every step
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
	 * Runs the checks of a phase on the data. Changes nothing.
	 * @param plan the plan
	 * @param phase {@link Phase#CHECK} or {@link Phase#VERIFY}
	 * @param longest the maximum duration of one query; zero for no limit
	 * @throws RefusedException with all violations, or with the query that exceeded the
	 * limit
	 */
	public void requireNoViolations(Plan plan, Phase phase, Duration longest) {
		requireNoViolations(plan, phase, Action.Question.class, longest,
				"\nNothing was changed. Correct this, or the migration, and try again.");
	}

	/**
	 * Counts the rows that would prevent complete, for a plan that is not the next to be
	 * completed: objects are as it expects them only when it is. Changes nothing.
	 * @param plan the plan
	 * @param longest the maximum duration of one query; zero for no limit
	 * @throws RefusedException with all violations, or with the query that exceeded the
	 * limit
	 */
	public void requireNoViolatingRows(Plan plan, Duration longest) {
		requireNoViolations(plan, Phase.VERIFY, Action.Count.class, longest,
				"\nNothing was changed. Correct this, or the migration, and try again.");
	}

	private void requireNoViolations(Plan plan, Phase phase, Class<? extends Action.Question> kind, Duration longest,
			String consequence) {
		List<Violation> violations = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (Step step : plan.steps()) {
			if (step.phase() == phase && step.action() instanceof Action.Question question
					&& kind.isInstance(question)) {
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
	 * Checks that every row satisfies the new version's constraints, and fills missing
	 * values. The journal never records this as done, as clients continue to write.
	 * @param run ID of the run in the journal
	 * @param plan the plan whose steps of phase {@link Phase#PROVE} are run
	 * @throws StepFailedException if rows cannot be filled
	 * @throws RefusedException if rows violate the new version's constraints
	 */
	public void prove(long run, Plan plan) {
		for (Step step : plan.steps()) {
			if (step.phase() == Phase.PROVE && !(step.action() instanceof Action.Question)) {
				tell(step, step.title(), () -> this.runners.run(step.action(), context(run, step, StepRecorder.NONE)));
			}
		}
		requireNoViolations(plan, Phase.PROVE, Action.Question.class, Duration.ZERO, "");
	}

	/**
	 * Checks that filled rows reference existing rows, as foreign keys are not enforced
	 * while triggers are disabled.
	 * @param plan the plan whose steps of phase {@link Phase#REPAIR} were run
	 * @throws RefusedException with the rows that reference missing rows
	 */
	public void requireReferences(Plan plan) {
		requireNoViolations(plan, Phase.REPAIR, Action.Question.class, Duration.ZERO,
				"\nOther rows were filled. Insert the missing rows, or correct those that refer to them.");
	}

	/**
	 * Looks for objects of other users that abort would break. Changes nothing.
	 * @param plan the plan that was expanded
	 * @throws RefusedException with the objects that were found, if any
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
	 * Rehearses the contract of tables, and rolls it back.
	 * @param plan the plan
	 * @throws RefusedException with the statements that would fail
	 * @throws LockUnavailableException if the locks could not be acquired
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
	 * Runs the remaining steps of the given phases, in the order of the plan.
	 * @param run ID of the run in the journal
	 * @param plan the plan to run
	 * @param phases the phases
	 * @throws StepFailedException if a step fails
	 * @throws LockUnavailableException if a step could not acquire its locks
	 * @throws RefusedException if existing data prevents the migration
	 * @throws io.github.versionedschema.failure.LeadershipLostException if the connection
	 * is lost
	 * @throws io.github.versionedschema.failure.StoppedException if the work was stopped
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
	 * @param run ID of the run in the journal
	 * @param plan the plan of the run
	 * @param phases the phases
	 * @return the first step that is not done; empty if all are done
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
	 * Records a step as done in the open transaction, without running it.
	 * @param run ID of the run in the journal
	 * @param plan the plan of the step
	 * @param step the step to skip
	 */
	public void skip(long run, Plan plan, Step step) {
		this.journal.steps().mark(run, plan.steps().indexOf(step), step.id(), StepRow.State.DONE);
	}

	/**
	 * Fills missing values, even if this was done before. The journal records the
	 * progress of such a step, but never its completion.
	 * @param run ID of the run in the journal
	 * @param step the step, of phase {@link Phase#REPAIR}
	 * @param backfill the step's action
	 * @return whether values were missing
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
	 * Undoes the steps of expand that were started, in reverse order.
	 * @param run ID of the run in the journal
	 * @param plan the plan of the run
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
			if (FailureKind.of(failure) == FailureKind.STOPPED) {
				throw failure;
			}
			failure = describe(step, failure);
			this.listener.onEvent(new StepFailed(this.leadership.baseSchema(), step.id(), step.title(),
					String.valueOf(failure.getMessage())));
			throw failure;
		}
	}

	/** Names the step in a failure that may not say what it was about. */
	private RuntimeException describe(Step step, RuntimeException failure) {
		FailureKind kind = FailureKind.of(failure);
		boolean complete = kind != null && switch (kind) {
			case REFUSED, BLOCKED, UNREACHABLE, STOPPED -> true;
			case INVALID, UNSUITABLE, FAILED -> false;
		};
		return complete ? failure : new StepFailedException(step, failure, this.leadership.samples());
	}

}

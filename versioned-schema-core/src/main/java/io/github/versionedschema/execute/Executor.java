package io.github.versionedschema.execute;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
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

	private final StepReport report;

	private final PlanQuestions questions;

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
		this.report = new StepReport(leadership, listener);
		this.questions = new PlanQuestions(leadership, listener);
	}

	/**
	 * Checks that every row satisfies the newer version's constraints, and fills missing
	 * values. The journal never records this as done, as clients continue to write.
	 * @param run ID of the run in the journal
	 * @param plan the plan whose steps of phase {@link Phase#PROVE} are run
	 * @throws StepFailedException if rows cannot be filled
	 * @throws RefusedException if rows violate the newer version's constraints
	 */
	public void prove(long run, Plan plan) {
		try {
			fillAndProve(run, plan);
		}
		catch (RefusedException ex) {
			// A statement that left values out may have been committed after the rows
			// were filled.
			fillAndProve(run, plan);
		}
	}

	private void fillAndProve(long run, Plan plan) {
		for (Step step : plan.steps()) {
			if (step.phase() == Phase.PROVE && !(step.action() instanceof Action.Question)) {
				this.report.during(plan.to(), step, step.title(),
						() -> this.runners.run(step.action(), context(run, step, StepRecorder.NONE)));
			}
		}
		this.questions.requireProof(plan);
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
				this.report.during(plan.to(), step, step.title(), () -> {
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
	 * @param version the version of the run
	 * @param step the step, of phase {@link Phase#REPAIR}
	 * @param backfill the step's action
	 * @return whether values were missing
	 */
	public boolean repair(long run, String version, Step step, Action.Backfill backfill) {
		AtomicBoolean needed = new AtomicBoolean();
		this.report.attempt(step, () -> needed.set(this.counter.exists(backfill)));
		if (needed.get()) {
			this.report.during(version, step, step.title(),
					() -> this.runners.run(backfill, context(run, step, StepRecorder.NONE)));
		}
		return needed.get();
	}

	/**
	 * Requires that the plan can undo all steps that were started.
	 * @param run ID of the run in the journal
	 * @param plan the plan of the run
	 * @throws RefusedException if it lacks some of them
	 */
	public void requireUndoable(long run, Plan plan) {
		new LostSteps(run, plan).requireNone(rows(run));
	}

	/**
	 * Undoes all steps that were started, in reverse order.
	 * @param run ID of the run in the journal
	 * @param plan the plan of the run
	 * @throws RefusedException if the plan lacks some of them; nothing was undone
	 */
	public void undo(long run, Plan plan) {
		requireUndoable(run, plan);
		undo(run, plan, EnumSet.allOf(Phase.class));
	}

	/**
	 * Undoes the steps of the given phases that were started, in reverse order.
	 * @param run ID of the run in the journal
	 * @param plan the plan of the run
	 * @param phases the phases
	 */
	public void undo(long run, Plan plan, Set<Phase> phases) {
		Map<String, StepRow.State> states = states(run);
		for (int i = plan.steps().size() - 1; i >= 0; i--) {
			Step step = plan.steps().get(i);
			StepRow.State state = states.get(step.id());
			if (phases.contains(step.phase()) && (state == StepRow.State.STARTED || state == StepRow.State.DONE)) {
				JournalRecorder recorder = new JournalRecorder(this.journal.steps(), run, i, step.id(),
						StepRow.State.UNDONE);
				this.report.during(plan.to(), step, "undo: " + step.title(), () -> {
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
		return rows(run).stream().collect(Collectors.toMap(StepRow::stepId, StepRow::state));
	}

	private List<StepRow> rows(long run) {
		return this.leadership.guard(() -> this.journal.reader().steps(run));
	}

}

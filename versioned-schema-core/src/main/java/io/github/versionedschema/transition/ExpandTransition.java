package io.github.versionedschema.transition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.ActionRecord;
import io.github.versionedschema.engine.Engine;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.pending.Drafting;
import io.github.versionedschema.pending.ExistingBaseline;
import io.github.versionedschema.pending.Goal;
import io.github.versionedschema.pending.PlannedRun;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Plan.PlannedMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Expands to the application's version, as the leader or by waiting for the leader.
 */
public final class ExpandTransition {

	private static final Logger logger = LoggerFactory.getLogger(ExpandTransition.class);

	private final Engine engine;

	public ExpandTransition(Engine engine) {
		this.engine = engine;
	}

	public Outcome run() {
		Goal goal = new Goal(this.engine.migrations().list());
		Candidate candidate = new Candidate(this.engine, goal);
		Optional<Lead> lead = candidate.awaitTurn();
		if (lead.isPresent()) {
			return lead(lead.get(), goal);
		}
		return candidate.hasWaited()
				? Outcome.done("Another instance made version \"%s\" live.".formatted(goal.version()))
				: Outcome.nothing("Version \"%s\" is live already.".formatted(goal.version()));
	}

	private static Outcome lead(Lead lead, Goal goal) {
		try (lead) {
			JournalState before = lead.state();
			try {
				return new ActionRecord(lead).waiting(() -> reach(lead, goal, before));
			}
			catch (RefusedException ex) {
				throw ex.after(changed(before, lead.state()));
			}
			catch (InvalidPlanException ex) {
				throw ex.after(changed(before, lead.state()));
			}
			catch (StepFailedException ex) {
				throw ex.after(changed(before, lead.state()));
			}
		}
	}

	/**
	 * A complete that was begun has been resumed, and some migrations may be expanded.
	 */
	private static String changed(JournalState before, JournalState now) {
		return Stream.of(new CompleteProgress(before, now).removed(), new ExpandProgress(before, now).added())
			.filter((sentence) -> !sentence.isEmpty())
			.collect(Collectors.joining(" "));
	}

	private static Outcome reach(Lead lead, Goal goal, JournalState before) {
		boolean changed = false;
		for (JournalState state = before; !goal.isReached(state); state = lead.state()) {
			goOn(lead, goal, state);
			changed = true;
		}
		return changed ? Outcome.done("Version \"%s\" is live.".formatted(goal.version()))
				: Outcome.nothing("Version \"%s\" is live already.".formatted(goal.version()));
	}

	private static void goOn(Lead lead, Goal goal, JournalState state) {
		Optional<RunRow> begun = state.transition();
		if (begun.isEmpty()) {
			begin(lead, goal, state);
			return;
		}
		RunRow run = begun.get();
		switch (run.phase()) {
			case EXPANDING -> resume(lead, goal, state, run);
			case COMPLETING -> new Contraction(lead).resume(run);
			case ABORTING -> new Undoing(lead).resume(run);
			case EXPANDED, KEPT, COMPLETED, ABORTED ->
				throw new IllegalStateException("A run in phase " + run.phase() + " leaves nothing to do");
		}
	}

	private static void begin(Lead lead, Goal goal, JournalState state) {
		List<Migration> pending = goal.pending(state);
		Bootstrap bootstrap = new Bootstrap(lead, state);
		if (pending.isEmpty() && !state.versions().isEmpty()) {
			bootstrap.end(goal.version());
			return;
		}
		if (pending.isEmpty()) {
			new FirstVersion(lead, state).make(goal.version(), pending);
			return;
		}
		if (state.runs().isEmpty()) {
			new Leftovers(lead).requireNone();
		}
		if (new ExistingBaseline(lead, state).isPresent(pending)) {
			new FirstVersion(lead, state).make(pending.get(0).version(), pending.subList(0, 1));
			return;
		}
		Drafting drafting = new Drafting(lead, state, pending);
		if (drafting.isBootstrap()) {
			PlannedRun plan = drafting.plan(pending.subList(0, 1));
			bootstrap.leaveIntermediateVersions();
			new Expansion(lead).begin(state, plan, true);
		}
		else {
			PlannedRun plan = drafting.first(pending);
			if (state.versions().isEmpty() && isWithoutChanges(pending, plan.plan())) {
				new FirstVersion(lead, state).make(goal.version(), pending);
				return;
			}
			drafting.preparedStatements(plan.plan()).requireAllowed();
			logWarnings(plan.plan());
			new Expansion(lead).begin(state, plan, false);
		}
		lead.state().transition().ifPresent((run) -> new Expansion(lead).finish(run, false));
	}

	private static boolean isWithoutChanges(List<Migration> pending, Plan plan) {
		return pending.stream().allMatch((file) -> file.operations().isEmpty())
				&& plan.steps().stream().noneMatch((step) -> step.phase() == Phase.EXPAND);
	}

	private static void logWarnings(Plan plan) {
		plan.findings()
			.stream()
			.filter((finding) -> finding.severity() == Severity.WARNING)
			.forEach((finding) -> LogFields.of(plan.baseSchema())
				.transition("expand")
				.version(plan.to())
				.on(logger.atWarn())
				.log("Schema \"{}\", version \"{}\": {}", plan.baseSchema(), plan.to(), finding));
	}

	/**
	 * A run whose migrations have changed since is undone, as no session has used it.
	 */
	private static void resume(Lead lead, Goal goal, JournalState state, RunRow run) {
		List<PlannedMigration> pending = goal.pending(state)
			.stream()
			.map((file) -> new PlannedMigration(file.name(), file.version(), file.checksum()))
			.toList();
		List<PlannedMigration> planned = run.plan().migrations();
		if (planned.size() <= pending.size() && planned.equals(pending.subList(0, planned.size()))) {
			new Expansion(lead).finish(run, true);
		}
		else {
			Undoing undoing = new Undoing(lead);
			undoing.begin(run);
			undoing.finish(run);
		}
	}

}

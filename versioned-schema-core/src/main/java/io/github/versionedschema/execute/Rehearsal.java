package io.github.versionedschema.execute;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TableLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the contract steps and rolls them back, before a version is retired. This finds
 * objects that were dropped or renamed since expand, and event triggers that forbid DDL,
 * before complete becomes irreversible. Unrelated tables are rehearsed one after the
 * other, so that few are locked at a time. If objects depend on what a step drops, it is
 * rehearsed once more after all the steps before it, which may drop these objects.
 */
final class Rehearsal {

	/** Such steps exchange names between tables. */
	private static final String NAMING = ".name";

	private final LockLadder ladder;

	Rehearsal(LockLadder ladder) {
		this.ladder = ladder;
	}

	/**
	 * Runs the rehearsal.
	 * @throws RefusedException with the statements that would fail
	 * @throws LockUnavailableException if the locks could not be acquired
	 */
	void run(Plan plan) {
		List<Violation> obstacles = new ArrayList<>();
		for (List<Step> steps : together(plan)) {
			SQLException failure = failure(steps);
			if (SqlStates.is(failure, SqlStates.DEPENDENT_OBJECTS)) {
				failure = failure(upTo(steps.get(steps.size() - 1), plan));
			}
			if (failure != null) {
				obstacles.add(new Violation(steps.stream().map(Step::title).collect(Collectors.joining(", ")),
						String.valueOf(failure.getMessage()), -1,
						builders(plan, String.valueOf(failure.getMessage()))));
			}
		}
		if (!obstacles.isEmpty()) {
			throw new RefusedException(Reason.VIOLATIONS,
					obstacles.stream()
						.map((obstacle) -> "\n  " + obstacle)
						.collect(Collectors.joining("", "Complete was rehearsed and would fail.", "")),
					"Restore what the database says is missing or forbids, and complete again.", obstacles);
		}
	}

	/** Returns why steps would fail, or null if they would not. */
	private @Nullable SQLException failure(List<Step> steps) {
		try {
			this.ladder.rehearsal(steps.get(0), steps.stream().map(Rehearsal::transaction).toList());
			return null;
		}
		catch (StatementFailedException ex) {
			SQLException failure = SqlStates.find(ex);
			if (failure == null || !SqlStates.isDeterministic(failure)) {
				throw ex;
			}
			return failure;
		}
	}

	private static List<Step> upTo(Step last, Plan plan) {
		List<Step> steps = contracting(plan);
		return steps.subList(0, steps.indexOf(last) + 1);
	}

	/** Objects that the plan built and that were dropped since can be built again. */
	private static List<String> builders(Plan plan, String message) {
		return plan.steps()
			.stream()
			.filter((step) -> step.phase() == Phase.BUILD || step.phase() == Phase.BIND)
			.filter((step) -> step.action() instanceof Action.BuildIndex build && message.contains(build.index() + '"'))
			.map((step) -> ((Action.BuildIndex) step.action()).sql())
			.toList();
	}

	private static List<List<Step>> together(Plan plan) {
		List<Step> steps = contracting(plan);
		if (steps.isEmpty()) {
			return List.of();
		}
		return steps.stream().anyMatch((step) -> step.id().endsWith(NAMING)) ? List.of(steps) : byTables(steps);
	}

	private static List<Step> contracting(Plan plan) {
		return plan.steps()
			.stream()
			.filter((step) -> step.phase() == Phase.CONTRACT && step.action() instanceof Action.Transaction)
			.toList();
	}

	private static List<List<Step>> byTables(List<Step> steps) {
		List<Group> groups = new ArrayList<>();
		for (Step step : steps) {
			Set<String> tables = transaction(step).locks().stream().map(TableLock::table).collect(Collectors.toSet());
			List<Group> touched = groups.stream().filter((group) -> group.touches(tables)).toList();
			groups.removeAll(touched);
			groups.add(Group.of(touched, step, tables));
		}
		return groups.stream().map((group) -> steps.stream().filter(group.steps()::contains).toList()).toList();
	}

	private static Action.Transaction transaction(Step step) {
		return (Action.Transaction) step.action();
	}

	private record Group(Set<Step> steps, Set<String> tables) {

		static Group of(List<Group> merged, Step step, Set<String> tables) {
			Group group = new Group(new HashSet<>(Set.of(step)), new HashSet<>(tables));
			merged.forEach((other) -> {
				group.steps.addAll(other.steps);
				group.tables.addAll(other.tables);
			});
			return group;
		}

		boolean touches(Set<String> others) {
			return this.tables.isEmpty() || others.isEmpty() || this.tables.stream().anyMatch(others::contains);
		}

	}

}

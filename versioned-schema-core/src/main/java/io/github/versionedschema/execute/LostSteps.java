package io.github.versionedschema.execute;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.schema.Identifier;

/**
 * Steps that were done and that the plan does not contain, so that it cannot undo them. A
 * plan that is made again has the same steps, but a build of this library can have other
 * IDs than the one that ran them.
 */
final class LostSteps {

	/**
	 * Steps whose objects stay if they are not undone. Other steps create nothing, or
	 * what goes with a column or with an older version.
	 */
	private static final Set<String> CREATING = Set.of("new", "sql", "functions", "expand", "index", "foreign_key",
			"publish", "refresh");

	private static final String COPY_OF_INDEX = "index._vs_";

	private final long run;

	private final Plan plan;

	LostSteps(long run, Plan plan) {
		this.run = run;
		this.plan = plan;
	}

	/**
	 * Requires that there are none.
	 * @param rows the state of the run's steps
	 * @throws RefusedException with the steps
	 */
	void requireNone(Collection<StepRow> rows) {
		Set<String> known = this.plan.steps().stream().map(Step::id).collect(Collectors.toSet());
		List<String> lost = rows.stream()
			.filter((row) -> row.state() != StepRow.State.UNDONE)
			.map(StepRow::stepId)
			.filter((id) -> !known.contains(id) && isCreating(id))
			.toList();
		if (!lost.isEmpty()) {
			throw new RefusedException(Reason.WRONG_PHASE,
					"Version \"%s\" cannot be undone: its plan, which was made again for the versions that are live now, lacks steps that were done (%s)."
						.formatted(this.plan.to(), String.join(", ", lost)),
					"Drop what these steps created, if it still exists. Then run this statement and abort again: UPDATE versioned_schema.step SET state = 'undone' WHERE run = %d AND step_id IN (%s)"
						.formatted(this.run, lost.stream().map(Identifier::literal).collect(Collectors.joining(", "))),
					List.of());
		}
	}

	private static boolean isCreating(String id) {
		return CREATING.contains(id.split("\\.", 2)[0]) && !id.startsWith(COPY_OF_INDEX);
	}

}

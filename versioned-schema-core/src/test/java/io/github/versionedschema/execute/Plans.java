package io.github.versionedschema.execute;

import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;

/**
 * Hand-written plans and steps for tests.
 */
public final class Plans {

	private Plans() {
	}

	public static Plan of(Step... steps) {
		return new Plan("public", null, null, "02_b", "public_02_b", false,
				List.of(new Plan.PlannedMigration("02_b", "02_b", "checksum")), List.of(), List.of(steps), List.of(),
				List.of());
	}

	public static Step step(String id, Phase phase, Action action, Action... inverse) {
		return new Step(id, phase, "step " + id, null, action, null, false, false, List.of(inverse),
				List.of("02_b.yaml:1 operation 1 (sql)"));
	}

	public static Action.Transaction transaction(String... statements) {
		return new Action.Transaction(List.of(statements));
	}

}

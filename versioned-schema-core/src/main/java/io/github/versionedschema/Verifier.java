package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.execute.RowCounter;
import io.github.versionedschema.execute.RunRow;
import io.github.versionedschema.execute.Violation;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Plan;

/**
 * Compares what two live versions hold.
 */
final class Verifier {

	private final Lead session;

	Verifier(Lead session) {
		this.session = session;
	}

	List<Verification> verify() {
		RunRow run = this.session.state().run();
		if (run == null || (run.phase() != RunRow.Phase.EXPANDED && run.phase() != RunRow.Phase.KEPT)) {
			return List.of();
		}
		RowCounter counter = new RowCounter(this.session.leadership());
		return run.plan().verifications().stream().map((rule) -> verify(rule, counter)).toList();
	}

	private static Verification verify(Plan.Verification rule, RowCounter counter) {
		Violation violation = counter.count(new Action.Count(rule.table(), rule.rule(), rule.count(), rule.sample()))
			.orElse(new Violation(rule.table(), rule.rule(), 0, List.of()));
		return new Verification(rule.table(), rule.rule(), violation.rows(), violation.samples());
	}

}

package io.github.versionedschema.transition;

import java.util.List;

import io.github.versionedschema.Verification;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.VersionsCompared;
import io.github.versionedschema.execute.RowCounter;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Plan;

/**
 * Compares the values of two live versions.
 */
public final class Verifier {

	private final Lead session;

	public Verifier(Lead session) {
		this.session = session;
	}

	/** Compares the values and reports the result as an event. */
	public List<Verification> verify() {
		RowCounter counter = new RowCounter(this.session.leadership());
		List<Verification> verifications = this.session.state()
			.runs()
			.stream()
			.filter((run) -> !run.phase().isTransition())
			.flatMap((run) -> run.plan().verifications().stream())
			.map((rule) -> verify(rule, counter))
			.toList();
		this.session.tell(new VersionsCompared(this.session.leadership().baseSchema(),
				verifications.stream().mapToLong(Verification::rows).sum()));
		return verifications;
	}

	private static Verification verify(Plan.Verification rule, RowCounter counter) {
		Violation violation = counter.count(new Action.Count(rule.table(), rule.rule(), rule.count(), rule.sample()))
			.orElse(new Violation(rule.table(), rule.rule(), 0, List.of()));
		return new Verification(rule.table(), rule.rule(), violation.rows(), violation.samples());
	}

}

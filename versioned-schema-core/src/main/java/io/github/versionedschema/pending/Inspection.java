package io.github.versionedschema.pending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Checks what expand would do. Changes nothing.
 */
public final class Inspection {

	private final Lead lead;

	private final List<Migration> files;

	public Inspection(Lead lead, List<Migration> files) {
		this.lead = lead;
		this.files = files;
	}

	public @Nullable Plan plan() {
		JournalState state = this.lead.state();
		List<Migration> pending = new History(this.files, state).pending();
		if (pending.isEmpty()) {
			requireNotRetired(state);
			return null;
		}
		RunRow begun = state.transition().orElse(null);
		if (begun == null) {
			return plan(state, new ExistingBaseline(this.lead, state).isPresent(pending)
					? pending.subList(1, pending.size()) : pending);
		}
		if (begun.phase() == RunRow.Phase.EXPANDING) {
			return begun.plan();
		}
		throw WrongPhase.of(begun, "followed by another");
	}

	private @Nullable Plan plan(JournalState state, List<Migration> pending) {
		return pending.isEmpty() ? null : new Drafting(this.lead, state, pending).first(pending).plan();
	}

	/**
	 * Returns all findings, errors first.
	 * @param rows whether to check the rows of tables of any size, instead of only small
	 * ones, and to try new types under a lock of the table
	 */
	public List<Finding> validate(boolean rows) {
		try {
			Plan plan = plan();
			if (plan == null) {
				return List.of();
			}
			List<Finding> findings = new ArrayList<>(plan.findings());
			if (this.lead.state().transition().isEmpty()) {
				findings.addAll(ofRows(plan, rows));
			}
			return sorted(findings);
		}
		catch (InvalidPlanException ex) {
			return sorted(ex.findings());
		}
		catch (RefusedException ex) {
			return List.of(retired(ex));
		}
	}

	/**
	 * Returns the database's findings about migrations that are only the first ones of
	 * the application; empty if they cannot be checked now.
	 */
	public List<Problem> problems(boolean rows) {
		try {
			return new History(this.files, this.lead.state()).pending().isEmpty() ? List.of()
					: problems(validate(rows));
		}
		catch (InvalidPlanException ex) {
			return problems(ex.findings());
		}
		catch (RefusedException ex) {
			return List.of();
		}
	}

	private List<Problem> problems(List<Finding> findings) {
		String last = this.files.get(this.files.size() - 1).location();
		return findings.stream()
			.filter((finding) -> finding.severity() == Severity.ERROR)
			.map((finding) -> (finding.source() != null)
					? Problem.of(finding.source(), finding.message(), finding.advice())
					: Problem.of(last, finding.message(), finding.advice()))
			.toList();
	}

	/** For a retired release, nothing is pending either. */
	private void requireNotRetired(JournalState state) {
		if (!this.files.isEmpty()) {
			new Goal(this.files).isReached(state);
		}
	}

	private static Finding retired(RefusedException refusal) {
		if (refusal.reason() != Reason.RETIRED) {
			throw refusal;
		}
		return new Finding(Severity.ERROR, null, String.valueOf(refusal.getMessage()), null);
	}

	private List<Finding> ofRows(Plan plan, boolean all) {
		List<Finding> findings = new ArrayList<>();
		if (all) {
			try {
				this.lead.questions().requireNoViolations(plan, Phase.CHECK, Duration.ZERO);
			}
			catch (RefusedException ex) {
				ex.details()
					.forEach((violation) -> findings.add(new Finding(Severity.ERROR, null, violation.toString(),
							"Correct the rows, or the migration.")));
			}
		}
		if (all) {
			plan.typeTrials()
				.forEach((trial) -> this.lead.typeTrials()
					.find(trial)
					.ifPresent((violation) -> findings.add(new Finding(Severity.ERROR, trial.source(),
							violation.toString(), "Let the function fit the old and the new type."))));
		}
		plan.rowTrials()
			.forEach((trial) -> this.lead.rowTrials()
				.find(trial, all)
				.ifPresent((violation) -> findings.add(new Finding(Severity.ERROR, trial.source(), violation.toString(),
						"Correct the rows, or let \"up\" take care of them."))));
		return findings;
	}

	private static List<Finding> sorted(List<Finding> findings) {
		return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
	}

}

package io.github.versionedschema.transition;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;

/**
 * Prepares and rehearses the contract of a run before its older version is retired for
 * good. If it would fail, the version is as it was.
 */
final class ContractTrial {

	private static final Set<Phase> PREPARATION = Set.copyOf(EnumSet.of(Phase.SETTLE));

	private final Lead lead;

	private final RunRow run;

	ContractTrial(Lead lead, RunRow run) {
		this.lead = lead;
		this.run = run;
	}

	/**
	 * Requires that contract can succeed. Afterwards the tables are prepared for it.
	 * @throws StepFailedException if the tables cannot be prepared
	 * @throws RefusedException if contract would fail
	 */
	void require() {
		try {
			this.lead.executor().run(this.run.id(), this.run.plan(), PREPARATION);
			this.lead.executor().rehearseContract(this.run.plan());
		}
		catch (StepFailedException ex) {
			String left = undone(ex);
			throw (left.isEmpty() ? ex : ex.with(left)).with(next());
		}
		catch (RefusedException ex) {
			throw ex.after(undone(ex))
				.leaving(isNewest() ? "Version \"%s\" can still be aborted.".formatted(this.run.toVersion()) : "");
		}
		catch (RuntimeException ex) {
			undone(ex);
			throw ex;
		}
	}

	/**
	 * Rehearses contract without the preparation, and changes nothing.
	 * @param plan the plan of the run, beside the versions that are live now
	 * @return a sentence about what was tried; empty if contract changes no table
	 * @throws RefusedException if contract would fail
	 * @throws io.github.versionedschema.failure.LockUnavailableException if the locks
	 * could not be acquired
	 */
	String preview(Plan plan) {
		List<Step> steps = plan.steps().stream().filter((step) -> step.phase() == Phase.CONTRACT).toList();
		if (steps.isEmpty()) {
			return "";
		}
		String named = steps.stream()
			.map(Step::table)
			.filter(Objects::nonNull)
			.distinct()
			.collect(Collectors.joining(", "));
		String tables = named.isEmpty() ? "tables" : named;
		Step preparation = this.lead.executor().next(this.run.id(), plan, PREPARATION).orElse(null);
		if (preparation != null) {
			return "What contract does to %s was not tried, as complete prepares it first: %s.".formatted(tables,
					preparation.title());
		}
		this.lead.executor().rehearseContract(plan);
		return "What contract does to %s was tried, with all locks, and rolled back.".formatted(tables);
	}

	/**
	 * Undoes the preparation, as it binds clients of the older version, which is live
	 * again.
	 * @return a sentence about what could not be undone; empty if nothing remains
	 */
	private String undone(RuntimeException failure) {
		try {
			this.lead.executor().undo(this.run.id(), this.run.plan(), PREPARATION);
			return "";
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			return "What complete prepared for contract could not be undone: %s".formatted(ex.getMessage());
		}
	}

	private String next() {
		if (this.run.phase() == RunRow.Phase.KEPT) {
			return "%s is still retired and kept. Fix the cause and complete again, or revert."
				.formatted(VersionNames.old(this.run));
		}
		return "%s is still live. Fix the cause and complete again%s.".formatted(VersionNames.old(this.run),
				isNewest() ? ", or abort" : "");
	}

	/** Abort undoes only the newest version, and not while the one before it is kept. */
	private boolean isNewest() {
		return this.run.phase() == RunRow.Phase.EXPANDED
				&& this.lead.state().newestRun().filter((newest) -> newest.id() == this.run.id()).isPresent();
	}

}

package io.github.versionedschema.transition;

import java.util.List;
import java.util.function.Function;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;

/**
 * Handles a failed expand. An expand that would fail again because of the migration or
 * the data is undone, so that repeated attempts leave nothing behind. Any other expand is
 * kept and resumed.
 */
final class FailedExpand {

	private final Lead lead;

	private final RunRow run;

	FailedExpand(Lead lead, RunRow run) {
		this.lead = lead;
		this.run = run;
	}

	/** Returns the failure of a step, with the outcome for the expand. */
	RuntimeException with(StepFailedException failure) {
		boolean undone = failure.isDeterministic() && mayBeUndone(failure.step().phase() == Phase.EXPAND);
		return undone ? undone(failure, failure::with, failure::undone) : kept(failure::with);
	}

	/** Returns the refusal because of data, with the outcome for the expand. */
	RuntimeException with(RefusedException refusal) {
		boolean undone = refusal.reason() == RefusedException.Reason.VIOLATIONS && mayBeUndone(false);
		return undone ? undone(refusal, refusal::with, refusal::undone) : kept(refusal::with);
	}

	/**
	 * User SQL without a "down" would be run twice, and usually fail the second time. In
	 * an empty database, no other session is affected by completed steps.
	 */
	private boolean mayBeUndone(boolean early) {
		if (!this.lead.engine().settings().safeguards().undoFailedExpand()) {
			return false;
		}
		List<String> begun = this.lead.journal().reader().steps(this.run.id()).stream().map(StepRow::stepId).toList();
		List<Step> steps = this.run.plan().steps().stream().filter((step) -> begun.contains(step.id())).toList();
		if (early && steps.stream().noneMatch((step) -> step.phase() == Phase.BACKFILL)) {
			return true;
		}
		return !this.run.plan().direct() && steps.stream()
			.noneMatch((step) -> step.action() instanceof Action.UserSql && step.inverse().isEmpty());
	}

	private RuntimeException kept(Function<String, RuntimeException> consequence) {
		return this.lead.keepError(this.run, consequence.apply(
				"What was done before is kept. Fix the cause and expand again, which resumes from there, or abort."));
	}

	private RuntimeException undone(RuntimeException failure, Function<String, RuntimeException> consequence,
			Function<String, RuntimeException> success) {
		try {
			Undoing undoing = new Undoing(this.lead);
			undoing.require(this.run);
			undoing.begin(this.run);
			undoing.finish(this.run);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			return consequence
				.apply("What was done before could not be undone: " + ex.getMessage() + " Abort tries again.");
		}
		return this.lead.keepError(this.run, success.apply(
				"Everything that was done for version \"%s\" was undone; nothing of it remains. Correct the rows or the migration and expand again."
					.formatted(this.run.toVersion())));
	}

}

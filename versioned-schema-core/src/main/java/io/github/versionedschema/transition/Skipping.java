package io.github.versionedschema.transition;

import java.util.List;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.execute.Executor;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.WrongPhase;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Step;

/**
 * Skips a step of complete that can never succeed. The operator does its work manually,
 * or not at all.
 */
public final class Skipping {

	private final Lead lead;

	public Skipping(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Skips the step at which a transition stopped.
	 * @param id the step's ID
	 * @throws RefusedException if the transition did not stop at that step
	 */
	public Outcome skip(String id) {
		JournalState state = this.lead.state();
		RunRow run = state.transition().or(state::newestRun).orElse(null);
		if (run == null) {
			return Outcome.nothing("No migration is under way, so there is no step to skip.");
		}
		if (run.phase() != RunRow.Phase.COMPLETING) {
			throw WrongPhase.of(run, "completed without a step");
		}
		Executor executor = this.lead.executor();
		Step next = executor.next(run.id(), run.plan(), Contraction.PHASES)
			.filter((step) -> step.id().equals(id))
			.orElseThrow(() -> refusal(executor, run, id));
		this.lead.record(() -> {
			executor.skip(run.id(), run.plan(), next);
			this.lead.journal().runs().forced(run.id(), "Step %s was skipped.".formatted(id));
		});
		return Outcome.done(
				"Step %s is skipped (%s). Complete continues without it. Make sure that the schema matches the migration; the step would have run:\n%s"
					.formatted(id, next.title(), String.join(";\n", sql(next.action()))));
	}

	private static RefusedException refusal(Executor executor, RunRow run, String id) {
		String next = executor.next(run.id(), run.plan(), Contraction.PHASES)
			.map((step) -> "The next step is %s (%s).".formatted(step.id(), step.title()))
			.orElse("All its steps are done: complete it.");
		return new RefusedException(Reason.WRONG_PHASE,
				"Version \"%s\" is being completed, and step %s is not where it stopped.".formatted(run.toVersion(),
						id),
				next, List.of());
	}

	private static List<String> sql(Action action) {
		if (action instanceof Action.Transaction transaction) {
			return transaction.statements();
		}
		if (action instanceof Action.UserSql user) {
			return List.of(user.sql().strip());
		}
		if (action instanceof Action.BuildIndex build) {
			return List.of(build.sql());
		}
		return List.of(action.toString());
	}

}

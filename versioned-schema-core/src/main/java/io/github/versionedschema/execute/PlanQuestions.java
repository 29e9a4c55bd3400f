package io.github.versionedschema.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;

/**
 * Asks the questions of plans: whether rows or objects prevent a transition. Changes
 * nothing.
 */
public final class PlanQuestions {

	private static final String EXISTING_DATA = "Existing data prevents this.";

	private static final String CORRECT = "Correct this, or the migration, and try again.";

	private final Leadership leadership;

	private final RowCounter counter;

	private final StepReport report;

	/**
	 * Creates an instance.
	 * @param leadership the leadership whose connection is used
	 * @param listener notified of questions that fail
	 */
	public PlanQuestions(Leadership leadership, TransitionListener listener) {
		this.leadership = leadership;
		this.counter = new RowCounter(leadership);
		this.report = new StepReport(leadership, listener);
	}

	/**
	 * Requires that nothing prevents a transition.
	 * @param plan the plan
	 * @param phase {@link Phase#CHECK} or {@link Phase#VERIFY}
	 * @param longest the maximum duration of one query; zero for no limit
	 * @throws RefusedException with all violations, or with the query that exceeded the
	 * limit
	 */
	public void requireNoViolations(Plan plan, Phase phase, Duration longest) {
		requireNoViolations(plan, phase, Action.Question.class, longest, PlanQuestions::unchanged);
	}

	/**
	 * Requires that no rows prevent complete, for a plan that is not the next to be
	 * completed: objects are as it expects them only when it is.
	 * @param plan the plan
	 * @param longest the maximum duration of one query; zero for no limit
	 * @throws RefusedException with all violations, or with the query that exceeded the
	 * limit
	 */
	public void requireNoViolatingRows(Plan plan, Duration longest) {
		requireNoViolations(plan, Phase.VERIFY, Action.Count.class, longest, PlanQuestions::unchanged);
	}

	/**
	 * Requires that all rows satisfy the newer version's constraints.
	 * @param plan the plan whose missing values were filled
	 */
	void requireProof(Plan plan) {
		requireNoViolations(plan, Phase.PROVE, Action.Question.class, Duration.ZERO,
				(lines, violations) -> new RefusedException(Reason.VIOLATIONS, EXISTING_DATA + lines, violations));
	}

	/**
	 * Requires that filled rows reference existing rows, as foreign keys are not enforced
	 * while triggers are disabled.
	 * @param plan the plan whose steps of phase {@link Phase#REPAIR} were run
	 * @throws RefusedException with the rows that reference missing rows
	 */
	public void requireReferences(Plan plan) {
		requireNoViolations(plan, Phase.REPAIR, Action.Question.class, Duration.ZERO,
				(lines, violations) -> new RefusedException(Reason.VIOLATIONS, EXISTING_DATA + lines
						+ "\nOther rows were filled. Insert the missing rows, or correct those that refer to them.",
						violations));
	}

	private static RefusedException unchanged(String lines, List<Violation> violations) {
		return new RefusedException(Reason.VIOLATIONS, EXISTING_DATA + lines, CORRECT, violations);
	}

	private void requireNoViolations(Plan plan, Phase phase, Class<? extends Action.Question> kind, Duration longest,
			BiFunction<String, List<Violation>, RefusedException> refusal) {
		List<Violation> violations = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (Step step : plan.steps()) {
			if (step.phase() == phase && step.action() instanceof Action.Question question
					&& kind.isInstance(question)) {
				this.report.attempt(step, () -> this.counter.ask(question, longest).ifPresent((violation) -> {
					violations.add(violation);
					lines.append("\n  ").append(String.join(", ", step.origin())).append(": ").append(violation);
				}));
			}
		}
		if (!violations.isEmpty()) {
			throw refusal.apply(lines.toString(), violations);
		}
	}

	/**
	 * Requires that abort breaks no objects of other users.
	 * @param plan the plan that was expanded
	 * @throws RefusedException with the objects that were found, if any
	 */
	public void requireAbortable(Plan plan) {
		List<Violation> violations = new ArrayList<>();
		for (Action.Find question : plan.abortQuestions()) {
			try {
				this.counter.ask(question, Duration.ZERO).ifPresent(violations::add);
			}
			catch (RuntimeException ex) {
				throw this.leadership.translate(ex);
			}
		}
		if (!violations.isEmpty()) {
			throw new RefusedException(Reason.VIOLATIONS,
					"Abort was refused.\n  "
							+ violations.stream().map(Violation::toString).collect(Collectors.joining("\n  ")),
					"Correct this and abort again.", violations);
		}
	}

}

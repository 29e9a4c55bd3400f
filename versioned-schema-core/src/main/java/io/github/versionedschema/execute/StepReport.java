package io.github.versionedschema.execute;

import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent.StepFailed;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Step;

/**
 * Reports when the work of a step starts, ends or fails, and names the step in failures.
 */
final class StepReport {

	private final Leadership leadership;

	private final TransitionListener listener;

	StepReport(Leadership leadership, TransitionListener listener) {
		this.leadership = leadership;
		this.listener = listener;
	}

	/** Runs work that is reported, even if it succeeds. */
	void during(String version, Step step, String title, Runnable work) {
		this.listener.onEvent(
				new StepStarted(this.leadership.baseSchema(), version, step.id(), step.phase(), step.table(), title));
		attempt(step, work);
		this.listener.onEvent(new StepDone(this.leadership.baseSchema(), step.id(), title));
	}

	/** Runs work that is reported only if it fails. */
	void attempt(Step step, Runnable work) {
		try {
			this.leadership.stopSignal().check();
			work.run();
		}
		catch (RuntimeException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			if (FailureKind.of(failure) == FailureKind.STOPPED) {
				throw failure;
			}
			failure = describe(step, failure);
			this.listener.onEvent(new StepFailed(this.leadership.baseSchema(), step.id(), step.title(), failure));
			throw failure;
		}
	}

	/** Names the step in a failure that may not say what it was about. */
	private RuntimeException describe(Step step, RuntimeException failure) {
		FailureKind kind = FailureKind.of(failure);
		boolean complete = kind != null && switch (kind) {
			case REFUSED, BLOCKED, UNREACHABLE, STOPPED -> true;
			case INVALID, UNSUITABLE, FAILED -> false;
		};
		return complete ? failure : new StepFailedException(step, failure, this.leadership.samples());
	}

}

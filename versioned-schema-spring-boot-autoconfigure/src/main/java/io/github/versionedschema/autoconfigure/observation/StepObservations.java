package io.github.versionedschema.autoconfigure.observation;

import java.time.Duration;

import io.github.versionedschema.autoconfigure.observation.SchemaObservation.StepDetail;
import io.github.versionedschema.autoconfigure.observation.SchemaObservation.StepTag;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.BatchFilled;
import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.event.TransitionEvent.LockWaitEnded;
import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent.StepFailed;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes the steps of one transition. A backfill is one observation, however many
 * batches it has.
 */
final class StepObservations {

	private final ObservationRegistry registry;

	/** The thread that runs the transition; an observation is current only there. */
	private final Thread thread = Thread.currentThread();

	private volatile @Nullable Running running;

	StepObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Blocking sessions may be reported on another thread, while the transition's waits.
	 */
	void onEvent(TransitionEvent event) {
		Running current = this.running;
		if (event instanceof Blocked blocked && current != null) {
			current.observation.event(Observation.Event.of("blocked", "blocked, attempt " + blocked.attempt()));
		}
		else if (Thread.currentThread() == this.thread) {
			onStep(event, current);
		}
	}

	private void onStep(TransitionEvent event, @Nullable Running current) {
		if (event instanceof StepStarted started) {
			this.running = new Running(observation(started));
		}
		else if (current == null) {
			return;
		}
		else if (event instanceof BatchFilled batch) {
			current.batches++;
			current.rows += batch.rows();
		}
		else if (event instanceof LockWaitEnded wait) {
			current.attempts += wait.attempts();
			current.waited = current.waited.plus(wait.waited());
		}
		else if (event instanceof StepFailed failed) {
			current.observation.error(failed.failure());
			end(current, TransitionObservations.outcome(failed.failure()));
		}
		else if (event instanceof StepDone) {
			end(current, "success");
		}
	}

	/** Ends the step that runs, if any: no event reports that a step was stopped. */
	void stopped(String outcome) {
		Running current = this.running;
		if (current != null) {
			end(current, outcome);
		}
	}

	private Observation observation(StepStarted started) {
		Observation observation = SchemaObservation.STEP.observation(this.registry)
			.contextualName("schema step " + started.phase().text())
			.lowCardinalityKeyValue(StepTag.SCHEMA.withValue(started.baseSchema()))
			.lowCardinalityKeyValue(StepTag.PHASE.withValue(started.phase().text()))
			.highCardinalityKeyValue(StepDetail.VERSION.withValue(started.version()))
			.highCardinalityKeyValue(StepDetail.STEP.withValue(started.step()))
			.highCardinalityKeyValue(StepDetail.TITLE.withValue(started.title()));
		return (started.table() != null)
				? observation.highCardinalityKeyValue(StepDetail.TABLE.withValue(started.table())) : observation;
	}

	private void end(Running ended, String outcome) {
		this.running = null;
		ended.describe();
		ended.observation.lowCardinalityKeyValue(StepTag.OUTCOME.withValue(outcome));
		ended.open.close();
	}

	/** The step that runs. */
	private static final class Running {

		private final Observation observation;

		private final OpenObservation open;

		private long batches;

		private long rows;

		private int attempts;

		private Duration waited = Duration.ZERO;

		Running(Observation observation) {
			this.observation = observation;
			this.open = new OpenObservation(observation);
		}

		void describe() {
			if (this.batches > 0) {
				this.observation.highCardinalityKeyValue(StepDetail.ROWS.withValue(String.valueOf(this.rows)));
				this.observation.highCardinalityKeyValue(StepDetail.BATCHES.withValue(String.valueOf(this.batches)));
			}
			if (this.attempts > 0) {
				this.observation
					.highCardinalityKeyValue(StepDetail.LOCK_ATTEMPTS.withValue(String.valueOf(this.attempts)));
				this.observation
					.highCardinalityKeyValue(StepDetail.LOCK_WAIT.withValue(String.valueOf(this.waited.toMillis())));
			}
		}

	}

}

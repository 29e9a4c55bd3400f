package io.github.versionedschema.backfill;

import java.time.Duration;

import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.leader.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * When the next batch may run: not while the operator paused the backfill, and not at
 * once where others are in the way.
 */
final class Pacing {

	private static final Duration PAUSE_POLL = Duration.ofMillis(250);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final ControlStore operator;

	private final StopSignal stop;

	private final Limits limits;

	private final Duration defaultBatchTime;

	private final Throttled throttled;

	private Control control;

	private Duration pause = FIRST_PAUSE;

	Pacing(ControlStore operator, StopSignal stop, Limits limits, Duration defaultBatchTime, Throttled throttled) {
		this.operator = operator;
		this.stop = stop;
		this.limits = limits;
		this.defaultBatchTime = defaultBatchTime;
		this.throttled = throttled;
		this.control = new Control(operator.isPaused(), null);
	}

	/** Takes over what the operator wished when the last batch was done. */
	void control(Control control) {
		this.control = control;
	}

	/** Returns how long a batch should take at this moment. */
	Duration batchTime() {
		Duration wanted = this.control.batchTime();
		return this.limits.batchTime((wanted != null) ? wanted : this.defaultBatchTime);
	}

	/** Waits while the operator paused the backfill. */
	void awaitPermission() {
		this.stop.check();
		if (this.control.paused()) {
			this.throttled.because("paused by the operator");
			while (this.operator.isPaused()) {
				this.stop.pause(PAUSE_POLL);
				this.throttled.still();
			}
			this.control = new Control(false, this.control.batchTime());
			this.throttled.because(null);
		}
	}

	/** Waits for others, longer each time until it came forward. */
	void awaitOthers(String reason) {
		this.throttled.because(reason);
		this.stop.pause(this.pause);
		Duration longer = this.pause.multipliedBy(2);
		this.pause = (longer.compareTo(LONGEST_PAUSE) < 0) ? longer : LONGEST_PAUSE;
	}

	void cameForward() {
		this.pause = FIRST_PAUSE;
	}

	/** Is told why nothing is being filled. */
	interface Throttled {

		/** Nothing is being filled for this reason, or it goes on when there is none. */
		void because(@Nullable String reason);

		/** The reason has not changed. */
		void still();

	}

}

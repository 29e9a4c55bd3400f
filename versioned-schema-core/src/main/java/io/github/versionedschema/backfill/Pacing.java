package io.github.versionedschema.backfill;

import java.time.Duration;

import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.leader.StopSignal;

/**
 * Determines when the next batch may run: not while the operator has paused the backfill,
 * and not immediately if other sessions hold locks.
 */
final class Pacing {

	private static final Duration PAUSE_POLL = Duration.ofMillis(250);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final ControlStore operator;

	private final StopSignal stop;

	private final Duration batchTime;

	private final Throttled throttled;

	private boolean paused;

	private Duration pause = FIRST_PAUSE;

	Pacing(ControlStore operator, StopSignal stop, Limits limits, Duration batchTime, Throttled throttled) {
		this.operator = operator;
		this.stop = stop;
		this.batchTime = limits.batchTime(batchTime);
		this.throttled = throttled;
		this.paused = operator.isPaused();
	}

	/** Applies the operator's setting as of the last batch. */
	void paused(boolean paused) {
		this.paused = paused;
	}

	/** Returns the target duration of a batch. */
	Duration batchTime() {
		return this.batchTime;
	}

	/** Waits while the operator has paused the backfill. */
	void awaitPermission() {
		this.stop.check();
		if (this.paused) {
			this.throttled.paused();
			while (this.operator.isPaused()) {
				this.stop.pause(PAUSE_POLL);
				this.throttled.still();
			}
			this.paused = false;
			this.throttled.resumed();
		}
	}

	/** Waits for other sessions, longer each time until the backfill makes progress. */
	void awaitOthers(String reason) {
		this.throttled.waiting(reason);
		this.stop.pause(this.pause);
		// No batch may have read the operator's setting.
		this.paused = this.operator.isPaused();
		Duration longer = this.pause.multipliedBy(2);
		this.pause = (longer.compareTo(LONGEST_PAUSE) < 0) ? longer : LONGEST_PAUSE;
	}

	void cameForward() {
		this.pause = FIRST_PAUSE;
	}

	/** Notified when the backfill waits. */
	interface Throttled {

		/** Called when the backfill waits for other sessions. */
		void waiting(String reason);

		/** Called when the operator has paused the backfill. */
		void paused();

		/** Called repeatedly until the pause ends. */
		void still();

		/** Called when a pause has ended. */
		void resumed();

	}

}

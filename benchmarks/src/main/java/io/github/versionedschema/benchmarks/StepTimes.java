package io.github.versionedschema.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.versionedschema.event.TransitionEvent.ExpandStarted;
import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;

/**
 * Records when each step of a transition is done. A step's time includes the time since
 * the end of the previous step.
 */
final class StepTimes implements TransitionListener {

	private final Map<String, Double> seconds = new LinkedHashMap<>();

	private long last;

	/** Starts to measure. */
	long start() {
		this.last = System.nanoTime();
		return this.last;
	}

	/** Returns the times so far. */
	Map<String, Double> seconds() {
		return new LinkedHashMap<>(this.seconds);
	}

	@Override
	public void onEvent(TransitionEvent event) {
		if (event instanceof ExpandStarted) {
			note("plan, check and journal");
		}
		else if (event instanceof StepDone done) {
			note(done.step());
		}
	}

	private void note(String what) {
		this.seconds.put(what, Stopwatch.secondsSince(this.last));
		this.last = System.nanoTime();
	}

}

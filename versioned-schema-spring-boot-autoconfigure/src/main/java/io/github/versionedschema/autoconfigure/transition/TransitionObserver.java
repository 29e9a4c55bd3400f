package io.github.versionedschema.autoconfigure.transition;

import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;

/**
 * Observes the transitions of one schema that this instance runs, and their events.
 */
public interface TransitionObserver extends TransitionListener {

	/** Observes nothing. */
	TransitionObserver NONE = new TransitionObserver() {

		@Override
		public Observed prepare(Transition transition) {
			return Supplier::get;
		}

		@Override
		public void onEvent(TransitionEvent event) {
		}

	};

	/**
	 * Prepares to observe a transition as a part of what the current thread does, which
	 * usually is not the thread that runs the transition.
	 * @param transition the transition
	 * @return the transition, which has not begun
	 */
	Observed prepare(Transition transition);

	/** A transition that is observed. */
	@FunctionalInterface
	interface Observed {

		/**
		 * Runs the transition on the current thread.
		 * @param transition the work
		 * @return its outcome
		 */
		Outcome during(Supplier<Outcome> transition);

	}

}

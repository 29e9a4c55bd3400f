package io.github.versionedschema.autoconfigure.transition;

import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Observes the transitions that this instance runs, and their events.
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
	 * Returns the application's observer. A transition must not fail because an observer
	 * cannot be created, for example while the beans that it needs are being created.
	 * @param observers provides the observer
	 * @return the observer, or {@link #NONE}
	 */
	static TransitionObserver of(ObjectProvider<TransitionObserver> observers) {
		try {
			return observers.getIfAvailable(() -> NONE);
		}
		catch (BeansException ex) {
			LoggerFactory.getLogger(TransitionObserver.class)
				.warn("Transitions of this start are not observed, because the observer cannot be created yet", ex);
			return NONE;
		}
	}

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

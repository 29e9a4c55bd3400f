package io.github.versionedschema.event;

/**
 * Receives the events of transitions, on the thread that runs the transition.
 */
@FunctionalInterface
public interface TransitionListener {

	/**
	 * Called for each event.
	 * @param event the event
	 */
	void onEvent(TransitionEvent event);

}

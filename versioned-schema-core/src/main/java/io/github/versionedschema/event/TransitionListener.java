package io.github.versionedschema.event;

/**
 * Receives the events of transitions, one at a time and in the order in which they
 * happened, on the thread that runs the transition. While that thread waits for the
 * server to build or drop an index, blocking sessions are reported on another thread. A
 * listener needs no synchronization of its own for that, and must not depend on the
 * thread, for example with thread-local variables.
 */
@FunctionalInterface
public interface TransitionListener {

	/**
	 * Called for each event.
	 * @param event the event
	 */
	void onEvent(TransitionEvent event);

}

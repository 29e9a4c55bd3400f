package io.github.versionedschema.event;

/**
 * Is told what happens, on the thread on which it happens.
 */
@FunctionalInterface
public interface TransitionListener {

	/**
	 * Something happened.
	 * @param event what
	 */
	void onEvent(TransitionEvent event);

}

package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.execute.TransitionEvent;
import io.github.versionedschema.execute.TransitionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells many. Who only listens cannot make a migration fail.
 */
final class Listeners implements TransitionListener {

	private static final Logger logger = LoggerFactory.getLogger(Listeners.class);

	private final List<TransitionListener> listeners;

	Listeners(List<TransitionListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onEvent(TransitionEvent event) {
		for (TransitionListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener failed at {}", event, ex);
			}
		}
	}

}

package io.github.versionedschema.engine;

import java.util.List;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies all listeners. A failing listener does not make a migration fail.
 */
public final class Listeners implements TransitionListener {

	private static final Logger logger = LoggerFactory.getLogger(Listeners.class);

	private final List<TransitionListener> listeners;

	public Listeners(List<TransitionListener> listeners) {
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

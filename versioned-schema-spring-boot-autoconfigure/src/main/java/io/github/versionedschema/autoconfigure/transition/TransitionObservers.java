package io.github.versionedschema.autoconfigure.transition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates an observer for each schema of the application.
 */
@FunctionalInterface
public interface TransitionObservers {

	/**
	 * Creates the observer of a schema's transitions.
	 * @param schema the schema's name in meters and spans
	 * @param version the version that the application was written for
	 */
	TransitionObserver observer(String schema, String version);

	/**
	 * Returns a schema's observer. A transition must not fail because an observer cannot
	 * be created, for example while the beans that it needs are being created.
	 * @param observers provides the application's observers
	 * @param schema the schema's name in meters and spans
	 * @param version the version that the application was written for
	 * @return the observer, or {@link TransitionObserver#NONE}
	 */
	static TransitionObserver of(ObjectProvider<TransitionObservers> observers, String schema, String version) {
		try {
			TransitionObservers available = observers.getIfAvailable();
			return (available != null) ? available.observer(schema, version) : TransitionObserver.NONE;
		}
		catch (BeansException ex) {
			Logger logger = LoggerFactory.getLogger(TransitionObservers.class);
			logger.warn("Transitions of this start are not observed, because the observer cannot be created yet", ex);
			return TransitionObserver.NONE;
		}
	}

}

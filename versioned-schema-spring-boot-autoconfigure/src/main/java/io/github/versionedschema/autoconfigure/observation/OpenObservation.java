package io.github.versionedschema.autoconfigure.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An observation that has been started and is the current one of its thread until it is
 * closed.
 */
final class OpenObservation implements AutoCloseable {

	private final Observation observation;

	private Observation.@Nullable Scope scope;

	/** Starts an observation. */
	OpenObservation(Observation observation) {
		this.observation = observation;
		TransitionObservations.quietly(() -> {
			observation.start();
			this.scope = observation.openScope();
		});
	}

	/** Stops the observation. */
	@Override
	public void close() {
		Observation.Scope opened = this.scope;
		if (opened != null) {
			TransitionObservations.quietly(opened::close);
		}
		TransitionObservations.quietly(this.observation::stop);
	}

}

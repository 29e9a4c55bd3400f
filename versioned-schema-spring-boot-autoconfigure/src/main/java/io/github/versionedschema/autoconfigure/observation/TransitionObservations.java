package io.github.versionedschema.autoconfigure.observation;

import java.util.Locale;
import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.autoconfigure.observation.SchemaObservation.TransitionDetail;
import io.github.versionedschema.autoconfigure.observation.SchemaObservation.TransitionTag;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionObserver;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.kind.FailureKind;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes transitions and their steps. What a handler of observations throws is logged
 * and does not affect the transition.
 */
public final class TransitionObservations implements TransitionObserver {

	private static final Logger logger = LoggerFactory.getLogger(TransitionObservations.class);

	private static final String SUCCESS = "success";

	private final ObservationRegistry registry;

	private final String schema;

	private final String version;

	/** The steps of the transition that runs, or null. */
	private volatile @Nullable StepObservations steps;

	/**
	 * Creates an instance.
	 * @param registry the registry of the observations
	 * @param schema the schema's name in meters and spans
	 * @param version the version that the application was written for
	 */
	public TransitionObservations(ObservationRegistry registry, String schema, String version) {
		this.registry = registry;
		this.schema = schema;
		this.version = version;
	}

	@Override
	public Observed prepare(Transition transition) {
		Observation observation = SchemaObservation.TRANSITION.observation(this.registry)
			.contextualName("schema " + transition)
			.lowCardinalityKeyValue(TransitionTag.SCHEMA.withValue(this.schema))
			.lowCardinalityKeyValue(TransitionTag.TRANSITION.withValue(transition.toString()))
			.highCardinalityKeyValue(TransitionDetail.VERSION.withValue(this.version));
		return (work) -> observe(observation, work);
	}

	private Outcome observe(Observation observation, Supplier<Outcome> work) {
		StepObservations observed = new StepObservations(this.registry);
		OpenObservation open = new OpenObservation(observation);
		this.steps = observed;
		try {
			Outcome outcome = work.get();
			observation.highCardinalityKeyValue(TransitionDetail.CHANGED.withValue(String.valueOf(outcome.changed())));
			observation.lowCardinalityKeyValue(TransitionTag.OUTCOME.withValue(SUCCESS));
			return outcome;
		}
		catch (RuntimeException | Error ex) {
			observed.stopped(outcome(ex));
			observation.lowCardinalityKeyValue(TransitionTag.OUTCOME.withValue(outcome(ex)));
			quietly(() -> observation.error(ex));
			throw ex;
		}
		finally {
			this.steps = null;
			open.close();
		}
	}

	@Override
	public void onEvent(TransitionEvent event) {
		StepObservations current = this.steps;
		if (current != null) {
			quietly(() -> current.onEvent(event));
		}
	}

	/** Returns the outcome of work that failed. */
	static String outcome(Throwable failure) {
		FailureKind kind = FailureKind.of(failure);
		return ((kind != null) ? kind : FailureKind.FAILED).name().toLowerCase(Locale.ROOT);
	}

	/** Calls handlers of observations, which belong to the application. */
	static void quietly(Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			logger.warn("An observation handler failed. This does not affect the schema", ex);
		}
	}

}

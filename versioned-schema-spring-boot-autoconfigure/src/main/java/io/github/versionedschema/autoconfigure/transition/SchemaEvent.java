package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;

import io.github.versionedschema.Outcome;

/**
 * Event about this instance's use of the schema. Published as a Spring event, like each
 * {@link io.github.versionedschema.event.TransitionEvent} of a transition that this
 * instance leads. Events from before the context refresh are published right after it.
 */
public sealed interface SchemaEvent {

	/** Returns the base schema. */
	String baseSchema();

	/**
	 * Returns the version that the application was written for.
	 */
	String applicationVersion();

	/**
	 * The application's version is now usable.
	 *
	 * @param baseSchema the base schema
	 * @param applicationVersion the application's version
	 */
	record VersionUsable(String baseSchema, String applicationVersion) implements SchemaEvent {
	}

	/**
	 * The application's version was retired or removed while the application was using
	 * it. The instance refuses traffic until the version is live again.
	 *
	 * @param baseSchema the base schema
	 * @param applicationVersion the application's version
	 * @param reason error message of the database
	 */
	record InstanceFenced(String baseSchema, String applicationVersion, String reason) implements SchemaEvent {
	}

	/**
	 * The application's version was closed while the application was using it, because a
	 * transition is about to retire or remove it. The instance refuses traffic until the
	 * version is open again.
	 *
	 * @param baseSchema the base schema
	 * @param applicationVersion the application's version
	 * @param reason error message of the database
	 */
	record VersionClosed(String baseSchema, String applicationVersion, String reason) implements SchemaEvent {
	}

	/**
	 * The application's version, which was closed, retired or removed, is usable again.
	 *
	 * @param baseSchema the base schema
	 * @param applicationVersion the application's version
	 */
	record VersionReopened(String baseSchema, String applicationVersion) implements SchemaEvent {
	}

	/**
	 * A transition of this instance succeeded.
	 *
	 * @param baseSchema the base schema
	 * @param applicationVersion the application's version
	 * @param transition the transition
	 * @param outcome its outcome
	 * @param duration how long it took
	 */
	record TransitionSucceeded(String baseSchema, String applicationVersion, Transition transition, Outcome outcome,
			Duration duration) implements SchemaEvent {
	}

	/**
	 * A transition of this instance was refused or failed. It can be resumed or aborted.
	 *
	 * @param baseSchema the base schema
	 * @param applicationVersion the application's version
	 * @param transition the transition
	 * @param failure its failure
	 * @param duration how long it took
	 */
	record TransitionFailed(String baseSchema, String applicationVersion, Transition transition, Throwable failure,
			Duration duration) implements SchemaEvent {
	}

}

package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;

import io.github.versionedschema.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to this instance's use of the schema. Published as a Spring event,
 * like each {@link io.github.versionedschema.event.TransitionEvent} of a transition that
 * this instance leads. What happens before the context is refreshed is published right
 * after it.
 */
public sealed interface SchemaEvent {

	/** Returns where the tables are. */
	String baseSchema();

	/**
	 * Returns the version that the application was written for, or null when it has no
	 * migrations.
	 */
	@Nullable String applicationVersion();

	/**
	 * The application's version can be used from now on.
	 *
	 * @param baseSchema where the tables are
	 * @param applicationVersion the application's version
	 */
	record VersionUsable(String baseSchema, @Nullable String applicationVersion) implements SchemaEvent {
	}

	/**
	 * The application's version was taken away while the application was using it. The
	 * instance refuses traffic until the version is live again.
	 *
	 * @param baseSchema where the tables are
	 * @param applicationVersion the application's version
	 * @param reason what the database said
	 */
	record InstanceFenced(String baseSchema, @Nullable String applicationVersion,
			String reason) implements SchemaEvent {
	}

	/**
	 * The application's version was closed while the application was using it: somebody
	 * is about to take it away. The instance refuses traffic until it is open again.
	 *
	 * @param baseSchema where the tables are
	 * @param applicationVersion the application's version
	 * @param reason what the database said
	 */
	record VersionClosed(String baseSchema, @Nullable String applicationVersion, String reason) implements SchemaEvent {
	}

	/**
	 * The application's version, which was closed or taken away, can be used again.
	 *
	 * @param baseSchema where the tables are
	 * @param applicationVersion the application's version
	 */
	record VersionReopened(String baseSchema, @Nullable String applicationVersion) implements SchemaEvent {
	}

	/**
	 * A transition that this instance ran ended as it should.
	 *
	 * @param baseSchema where the tables are
	 * @param applicationVersion the application's version
	 * @param transition what ended
	 * @param outcome what it did
	 * @param duration how long it took
	 */
	record TransitionSucceeded(String baseSchema, @Nullable String applicationVersion, Transition transition,
			Outcome outcome, Duration duration) implements SchemaEvent {
	}

	/**
	 * A transition that this instance ran was refused or failed. It can be resumed or
	 * aborted.
	 *
	 * @param baseSchema where the tables are
	 * @param applicationVersion the application's version
	 * @param transition what failed
	 * @param failure why
	 * @param duration how long it took
	 */
	record TransitionFailed(String baseSchema, @Nullable String applicationVersion, Transition transition,
			Throwable failure, Duration duration) implements SchemaEvent {
	}

}

package io.github.versionedschema.event;

import java.util.List;

import io.github.versionedschema.failure.Blocker;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a base schema.
 */
public sealed interface TransitionEvent {

	/** Returns where the tables are. */
	String baseSchema();

	/**
	 * An expand began, or goes on after somebody else began it.
	 *
	 * @param baseSchema where the tables are
	 * @param from the version that is live, or null
	 * @param to the version that will be
	 * @param steps number of steps to do
	 * @param resumed whether somebody else began it
	 */
	record ExpandStarted(String baseSchema, @Nullable String from, String to, int steps,
			boolean resumed) implements TransitionEvent {
	}

	/**
	 * A step begins.
	 *
	 * @param baseSchema where the tables are
	 * @param step its id
	 * @param title what it does
	 */
	record StepStarted(String baseSchema, String step, String title) implements TransitionEvent {
	}

	/**
	 * A step is done.
	 *
	 * @param baseSchema where the tables are
	 * @param step its id
	 * @param title what it did
	 */
	record StepDone(String baseSchema, String step, String title) implements TransitionEvent {
	}

	/**
	 * A backfill came forward.
	 *
	 * @param baseSchema where the tables are
	 * @param step its id
	 * @param table that is being filled
	 * @param rows done so far
	 * @param total estimated number of rows
	 * @param rowsPerSecond over the last batches
	 * @param elapsedSeconds since it began
	 * @param throttled why it is slower than it could be, or null
	 */
	record BackfillProgress(String baseSchema, String step, String table, long rows, long total, double rowsPerSecond,
			double elapsedSeconds, @Nullable String throttled) implements TransitionEvent {
	}

	/**
	 * A step waits for locks of others.
	 *
	 * @param baseSchema where the tables are
	 * @param step its id
	 * @param title what it wants to do
	 * @param attempt which of its tries this is
	 * @param blockers who is in the way
	 */
	record Blocked(String baseSchema, String step, String title, int attempt,
			List<Blocker> blockers) implements TransitionEvent {
	}

	/**
	 * A step failed.
	 *
	 * @param baseSchema where the tables are
	 * @param step its id
	 * @param title what it wanted to do
	 * @param error why
	 */
	record StepFailed(String baseSchema, String step, String title, String error) implements TransitionEvent {
	}

	/**
	 * Sessions may attach to a version.
	 *
	 * @param baseSchema where the tables are
	 * @param version its name
	 * @param schema its version schema
	 */
	record VersionPublished(String baseSchema, String version, String schema) implements TransitionEvent {
	}

	/**
	 * The old version is retired; the schema is being contracted.
	 *
	 * @param baseSchema where the tables are
	 * @param retired the old version, or null
	 * @param version the version that stays
	 */
	record CompleteStarted(String baseSchema, @Nullable String retired, String version) implements TransitionEvent {
	}

	/**
	 * The old version is retired, and everything that it needs is kept.
	 *
	 * @param baseSchema where the tables are
	 * @param retired the old version, or null
	 * @param version the version that is used from now on
	 */
	record VersionKept(String baseSchema, @Nullable String retired, String version) implements TransitionEvent {
	}

	/**
	 * The old version, which was kept, is live again.
	 *
	 * @param baseSchema where the tables are
	 * @param version the old version, or null
	 */
	record Reverted(String baseSchema, @Nullable String version) implements TransitionEvent {
	}

	/**
	 * Only one version is left.
	 *
	 * @param baseSchema where the tables are
	 * @param version its name
	 */
	record Completed(String baseSchema, String version) implements TransitionEvent {
	}

	/**
	 * A version is being undone.
	 *
	 * @param baseSchema where the tables are
	 * @param version its name
	 */
	record AbortStarted(String baseSchema, String version) implements TransitionEvent {
	}

	/**
	 * A version was undone.
	 *
	 * @param baseSchema where the tables are
	 * @param version its name
	 */
	record Aborted(String baseSchema, String version) implements TransitionEvent {
	}

}

package io.github.versionedschema.event;

import java.time.Duration;
import java.util.List;

import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.plan.Phase;
import org.jspecify.annotations.Nullable;

/**
 * An event of a transition in a base schema.
 */
public sealed interface TransitionEvent {

	/** Returns the schema that contains the tables. */
	String baseSchema();

	/**
	 * An expand was started or resumed.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param from the newest live version, or null
	 * @param to the newer version
	 * @param steps number of steps to do
	 * @param resumed whether an earlier run began it
	 */
	record ExpandStarted(String baseSchema, @Nullable String from, String to, int steps,
			boolean resumed) implements TransitionEvent {
	}

	/**
	 * A step was started.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param version the version that the plan leads to
	 * @param step the step's id
	 * @param phase the step's phase
	 * @param table the table that it changes or reads, or null
	 * @param title what it does
	 */
	record StepStarted(String baseSchema, String version, String step, Phase phase, @Nullable String table,
			String title) implements TransitionEvent {
	}

	/**
	 * A step was completed.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param step the step's id
	 * @param title what it did
	 */
	record StepDone(String baseSchema, String step, String title) implements TransitionEvent {
	}

	/**
	 * A batch of a backfill was committed.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param step the step's id
	 * @param rows number of rows that it filled
	 * @param duration how long it took on the server
	 */
	record BatchFilled(String baseSchema, String step, long rows, Duration duration) implements TransitionEvent {
	}

	/**
	 * A backfill made progress. This event occurs at most twice per second.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param step the step's id
	 * @param progress the rows filled so far, and the estimated rest
	 * @param throttled why the backfill is slower than it could be, or null
	 */
	record BackfillProgress(String baseSchema, String step, Progress progress,
			@Nullable String throttled) implements TransitionEvent {
	}

	/**
	 * A step is waiting for locks that other sessions hold.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param step the step's id
	 * @param title what the step would do
	 * @param attempt the number of the attempt
	 * @param blockers the blocking sessions
	 */
	record Blocked(String baseSchema, String step, String title, int attempt,
			List<Blocker> blockers) implements TransitionEvent {
	}

	/**
	 * A step no longer waits for locks that other sessions held: it acquired them, or it
	 * was given no further attempt.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param step the step's id
	 * @param phase the step's phase
	 * @param attempts number of attempts, including the successful one
	 * @param waited the duration of all attempts without the locks, and of the pauses
	 * between attempts
	 * @param acquired whether the last attempt acquired the locks
	 */
	record LockWaitEnded(String baseSchema, String step, Phase phase, int attempts, Duration waited,
			boolean acquired) implements TransitionEvent {
	}

	/**
	 * A step failed.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param step the step's id
	 * @param title what the step would do
	 * @param failure why it failed
	 */
	record StepFailed(String baseSchema, String step, String title, Throwable failure) implements TransitionEvent {

		/** Returns why it failed, as readable text. */
		public String error() {
			return String.valueOf(this.failure.getMessage());
		}

	}

	/**
	 * Sessions may attach to a version.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param version its name
	 * @param schema its version schema
	 */
	record VersionPublished(String baseSchema, String version, String schema) implements TransitionEvent {
	}

	/**
	 * The oldest version is retired; the schema is being contracted. From now on complete
	 * can fail, but not be refused.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param retired the oldest version, or null for the state before the first migration
	 * @param version the version after it, which stays
	 * @param resumed whether it was begun before
	 */
	record CompleteStarted(String baseSchema, @Nullable String retired, String version,
			boolean resumed) implements TransitionEvent {
	}

	/**
	 * A version was retired, and everything that it needs is kept.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param retired the version, or null for the state before the first migration
	 * @param version the version after it
	 */
	record VersionKept(String baseSchema, @Nullable String retired, String version) implements TransitionEvent {
	}

	/**
	 * A kept version is live again.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param version the version, or null for the state before the first migration
	 */
	record Reverted(String baseSchema, @Nullable String version) implements TransitionEvent {
	}

	/**
	 * The version before a version is removed. Others may be live or kept beside it.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param version its name
	 */
	record Completed(String baseSchema, String version) implements TransitionEvent {
	}

	/**
	 * The values of the live versions were compared, in no transition.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param rows number of rows that differ
	 */
	record VersionsCompared(String baseSchema, long rows) implements TransitionEvent {
	}

	/**
	 * A version is being undone. From now on abort can fail, but not be refused.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param version its name
	 * @param resumed whether it was begun before
	 */
	record AbortStarted(String baseSchema, String version, boolean resumed) implements TransitionEvent {
	}

	/**
	 * A version was undone.
	 *
	 * @param baseSchema the schema that contains the tables
	 * @param version its name
	 */
	record Aborted(String baseSchema, String version) implements TransitionEvent {
	}

}

package io.github.versionedschema.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of a step of a run. A step that was never started has no row.
 *
 * @param stepId the step's ID within its plan
 * @param state its state
 * @param startedAt when it began
 * @param finishedAt when it entered its state, or null while it runs
 */
public record StepRow(String stepId, State state, Instant startedAt, @Nullable Instant finishedAt) {

	/** The state of a step. */
	public enum State {

		/**
		 * Started, possibly by an earlier leader; only for steps that are not a single
		 * transaction.
		 */
		STARTED,

		/** Done. */
		DONE,

		/** Undone. */
		UNDONE

	}

}

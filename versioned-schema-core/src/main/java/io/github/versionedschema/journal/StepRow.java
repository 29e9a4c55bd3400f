package io.github.versionedschema.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a step of a run is. A step that was never begun has no row.
 *
 * @param stepId the step's id within its plan
 * @param state how far it is
 * @param startedAt when it began
 * @param finishedAt when it came into its state, or null while it runs
 */
public record StepRow(String stepId, State state, Instant startedAt, @Nullable Instant finishedAt) {

	/** How far a step is. */
	public enum State {

		/** Begun, by whoever led then; only steps that are no single transaction. */
		STARTED,

		/** Done. */
		DONE,

		/** Undone. */
		UNDONE

	}

}

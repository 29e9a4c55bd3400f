package io.github.versionedschema.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A migration in the history of a base schema.
 *
 * @param name its name
 * @param version the version that it leads to
 * @param checksum checksum of its parsed content when it was applied
 * @param ordinal its place in the history, from 1
 * @param state its state
 * @param run ID of the run that applied it, or null if it was only recorded
 * @param startedAt when it began
 * @param finishedAt when it was completed, or null
 */
public record MigrationRow(String name, String version, String checksum, int ordinal, State state, @Nullable Long run,
		Instant startedAt, @Nullable Instant finishedAt) {

	/** The state of a migration. */
	public enum State {

		/** Being applied. */
		EXPANDING,

		/** Its version is live, and so is the one before it. */
		EXPANDED,

		/** The version before it is retired. */
		COMPLETING,

		/** Done. */
		COMPLETED,

		/** Being undone. */
		ABORTING

	}

}

package io.github.versionedschema.journal;

import java.time.Instant;
import java.util.Locale;

import io.github.versionedschema.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * One application of a plan.
 *
 * @param id its number
 * @param phase how far it is
 * @param fromVersion the version that was live before, or null
 * @param toVersion the version that it leads to
 * @param bootstrap whether it is part of filling an empty database
 * @param plan what it does
 * @param error why it stopped, or null
 * @param host that changed it last
 * @param startedAt when it began
 * @param changedAt when its phase changed last
 * @param keptAt since when the old version is retired and kept, or null
 */
public record RunRow(long id, Phase phase, @Nullable String fromVersion, String toVersion, boolean bootstrap, Plan plan,
		@Nullable String error, String host, Instant startedAt, Instant changedAt, @Nullable Instant keptAt) {

	public RunRow {
		if (phase == Phase.EXPANDED && keptAt != null) {
			phase = Phase.KEPT;
		}
	}

	/** How far a run is. */
	public enum Phase {

		/** The schema is being expanded. */
		EXPANDING,

		/** The new version is live. */
		EXPANDED,

		/** The old version is retired, and can be made live again. */
		KEPT,

		/** The old version is retired; there is only the way forward. */
		COMPLETING,

		/** Done. */
		COMPLETED,

		/** Being undone. */
		ABORTING,

		/** Undone. */
		ABORTED;

		/** Returns whether nothing is left to do. */
		public boolean isFinished() {
			return this == COMPLETED || this == ABORTED;
		}

		/** Returns the phase as the journal writes it. */
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}

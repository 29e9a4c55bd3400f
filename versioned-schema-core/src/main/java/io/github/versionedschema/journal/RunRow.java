package io.github.versionedschema.journal;

import java.time.Instant;

import io.github.versionedschema.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan.
 *
 * @param id its ID
 * @param phase its phase
 * @param fromVersion the version that was live before, or null
 * @param toVersion the version that it leads to
 * @param bootstrap whether it fills an empty database
 * @param plan its plan
 * @param error why it stopped, or null
 * @param host the instance that changed it last
 * @param startedAt when it began
 * @param changedAt when its phase changed last
 * @param keptAt when the version before it was retired and kept, or null
 */
public record RunRow(long id, Phase phase, @Nullable String fromVersion, String toVersion, boolean bootstrap, Plan plan,
		@Nullable String error, String host, Instant startedAt, Instant changedAt, @Nullable Instant keptAt) {

	/**
	 * The condition of {@link Phase#KEPT} in SQL, for a row {@code r} of the table of
	 * runs.
	 */
	public static final String KEPT = "coalesce(r.chain_phase, r.phase) = 'expanded' and r.kept_at is not null";

	/**
	 * Of a kept run, the journal stores the phase {@code expanded}: see {@link #KEPT}.
	 */
	public RunRow {
		if (phase == Phase.EXPANDED && keptAt != null) {
			phase = Phase.KEPT;
		}
	}

	/** The phase of a run. */
	public enum Phase {

		/** The schema is being expanded. */
		EXPANDING,

		/** Its version is live. */
		EXPANDED,

		/** The version before it is retired, and can be made live again. */
		KEPT,

		/** The version before it is retired, and the run can no longer be aborted. */
		COMPLETING,

		/** Done. */
		COMPLETED,

		/** Being undone. */
		ABORTING,

		/** Undone. */
		ABORTED;

		/**
		 * Returns whether a transition is in progress, so that no other can begin.
		 */
		public boolean isTransition() {
			return this == EXPANDING || this == COMPLETING || this == ABORTING;
		}

		/** Returns the phase as stored in the journal. */
		public String text() {
			return JournalJson.text(this);
		}

	}

}

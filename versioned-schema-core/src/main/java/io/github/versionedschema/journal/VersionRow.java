package io.github.versionedschema.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A version in the journal.
 *
 * @param id the key of its advisory lock
 * @param name the version's name
 * @param schemaName its version schema
 * @param state whether sessions may attach to it
 * @param createdAt when its expand began
 * @param liveAt when it became live, or null
 * @param retiredAt when it was retired, or null
 */
public record VersionRow(int id, String name, String schemaName, State state, Instant createdAt,
		@Nullable Instant liveAt, @Nullable Instant retiredAt) {

	/** Whether sessions may attach to a version. */
	public enum State {

		/** Sessions cannot attach yet. */
		PREPARING,

		/** Sessions can attach. */
		LIVE,

		/** Sessions cannot attach. A kept version can be made live again. */
		RETIRED

	}

	/** Returns when the version entered its state. */
	public Instant since() {
		Instant since = switch (this.state) {
			case PREPARING -> this.createdAt;
			case LIVE -> this.liveAt;
			case RETIRED -> this.retiredAt;
		};
		return (since != null) ? since : this.createdAt;
	}

}

package io.github.versionedschema.journal;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A version as the journal has it.
 *
 * @param id the key of its advisory lock
 * @param name the version's name
 * @param schemaName its version schema
 * @param state whether sessions may attach to it
 * @param createdAt when its expand began
 * @param liveAt when it became attachable, or null
 * @param retiredAt when it was retired, or null
 */
public record VersionRow(int id, String name, String schemaName, State state, Instant createdAt,
		@Nullable Instant liveAt, @Nullable Instant retiredAt) {

	/** Whether sessions may attach to a version. */
	public enum State {

		/** Not yet. */
		PREPARING,

		/** Yes. */
		LIVE,

		/** No longer: never again, unless the version is kept. */
		RETIRED;

		/** Returns the state as the journal writes it. */
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Returns when the version came into its state. */
	public Instant since() {
		Instant since = switch (this.state) {
			case PREPARING -> this.createdAt;
			case LIVE -> this.liveAt;
			case RETIRED -> this.retiredAt;
		};
		return (since != null) ? since : this.createdAt;
	}

}

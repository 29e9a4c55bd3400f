package io.github.versionedschema.autoconfigure.transition;

import java.util.Locale;

/**
 * Transitions of a schema with versions.
 */
public enum Transition {

	/** Expand to the application's version. */
	EXPAND,

	/** Retire older versions and contract. */
	COMPLETE,

	/** Retire older versions and keep everything that they need. */
	RETIRE,

	/** Make the retired and kept versions live again. */
	REVERT,

	/** Remove the retired and kept versions. */
	CONTRACT,

	/** Undo the newest version. */
	ABORT,

	/** Backfill rows that were written without the sync triggers. */
	FILL;

	/**
	 * Returns the word for the transition in messages.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

package io.github.versionedschema.autoconfigure.transition;

import java.util.Locale;

/**
 * Transitions of a schema with versions.
 */
public enum Transition {

	/** Expand to the application's version. */
	EXPAND,

	/** Retire the old version and contract. */
	COMPLETE,

	/** Retire the old version and keep everything that it needs. */
	RETIRE,

	/** Make a retired and kept version live again. */
	REVERT,

	/** Remove a retired and kept version. */
	CONTRACT,

	/** Undo the new version. */
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

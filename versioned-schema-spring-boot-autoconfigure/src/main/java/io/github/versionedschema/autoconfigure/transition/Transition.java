package io.github.versionedschema.autoconfigure.transition;

import java.util.Locale;

/**
 * What can be done to a schema with versions.
 */
public enum Transition {

	/** Bring the application's version into being. */
	EXPAND,

	/** Retire the old version and contract. */
	COMPLETE,

	/** Retire the old version and keep what it needs. */
	RETIRE,

	/** Make the old version live again that was retired and kept. */
	REVERT,

	/** Remove the old version that was retired and kept. */
	CONTRACT,

	/** Undo the new version. */
	ABORT,

	/** Fill what rows lack that came past the triggers. */
	FILL;

	/**
	 * The word for it in texts.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

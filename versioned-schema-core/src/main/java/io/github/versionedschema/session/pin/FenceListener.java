package io.github.versionedschema.session.pin;

import io.github.versionedschema.session.AttachRefusedException;

/**
 * Is told that an application's version went away under it, and that it came back.
 */
@FunctionalInterface
public interface FenceListener {

	/**
	 * The version was retired or undone while the application used it. Called by the
	 * thread that wanted a connection, once until the version is back.
	 * @param refusal says which version to deploy instead
	 */
	void fenced(AttachRefusedException refusal);

	/**
	 * The version is closed while the application uses it: somebody is about to take it
	 * away, and may yet think better of it. Called by the thread that wanted a
	 * connection.
	 * @param refusal what the database said
	 */
	default void closed(AttachRefusedException refusal) {
	}

	/**
	 * The version that was closed, or went away, can be used again.
	 */
	default void opened() {
	}

}

package io.github.versionedschema.session.pin;

import io.github.versionedschema.session.AttachRefusedException;

/**
 * Notified when an application's version becomes unusable while in use, and when it is
 * usable again.
 */
@FunctionalInterface
public interface FenceListener {

	/**
	 * Called when the version was retired or undone while the application used it. Called
	 * by the thread that requested a connection, once until the version is usable again.
	 * @param refusal the refusal, which names the version to deploy instead
	 */
	void fenced(AttachRefusedException refusal);

	/**
	 * Called when a transition has closed the version while the application uses it. It
	 * may be opened again. Called by the thread that requested a connection.
	 * @param refusal the database's refusal
	 */
	default void closed(AttachRefusedException refusal) {
	}

	/**
	 * Called when the version can be used again.
	 */
	default void opened() {
	}

}

package io.github.versionedschema.leader;

import java.util.List;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;

/**
 * Creates the refusal for a session that holds a lock of versioned-schema and cannot be a
 * leader.
 */
public final class ForeignLock {

	private ForeignLock() {
	}

	/**
	 * Returns the refusal.
	 * @param lock a description of the lock
	 * @param holder the session that holds the lock
	 */
	public static RefusedException refusal(String lock, LockHolder holder) {
		return new RefusedException(Reason.FOREIGN_LOCK,
				"%s is held by %s, whose role cannot be the leader.".formatted(lock, holder),
				"End that session and try again: %s".formatted(holder.ending()), List.of(holder));
	}

}

package io.github.versionedschema.leader;

import java.util.List;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;

/**
 * The refusal where a session that is no leader holds a lock of ours.
 */
public final class ForeignLock {

	private ForeignLock() {
	}

	/**
	 * Returns the refusal.
	 * @param lock what is locked
	 * @param holder of the lock
	 */
	public static RefusedException refusal(String lock, LockHolder holder) {
		return new RefusedException(Reason.FOREIGN_LOCK,
				"%s is held by %s, whose role cannot be a leader's. Nothing was changed. End that session and try again: %s"
					.formatted(lock, holder, holder.ending()),
				List.of(holder));
	}

}

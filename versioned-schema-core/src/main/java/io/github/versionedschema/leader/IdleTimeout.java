package io.github.versionedschema.leader;

/**
 * Limits how long a transaction with locks may be idle before the server ends the
 * session: the leader may be suspended while clients wait for its locks.
 */
public final class IdleTimeout {

	/** Garbage collection must not end the session. */
	private static final long LEAST_MILLIS = 1000;

	private static final long TIMES = 4;

	private IdleTimeout() {
	}

	/**
	 * Returns the statement that sets the limit until the end of the transaction.
	 * @param lockMillis how long locks are waited for
	 */
	public static String withinTransaction(long lockMillis) {
		return "set local idle_in_transaction_session_timeout = " + Math.max(LEAST_MILLIS, TIMES * lockMillis);
	}

}

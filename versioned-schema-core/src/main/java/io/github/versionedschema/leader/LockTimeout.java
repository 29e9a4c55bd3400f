package io.github.versionedschema.leader;

/**
 * Sets the lock timeout of the leader's session for statements outside transactions that
 * set their own.
 */
public final class LockTimeout {

	/** Only concurrent index operations wait without limit. */
	static final String USUAL = "30s";

	private LockTimeout() {
	}

	/**
	 * Runs work with another lock timeout.
	 * @param leadership the leadership whose session is used
	 * @param millis the lock timeout in milliseconds; 0 for no limit
	 * @param work the work, which runs statements outside a transaction
	 */
	public static void during(Leadership leadership, long millis, Runnable work) {
		leadership.execute(statement(millis));
		try {
			work.run();
		}
		finally {
			if (!leadership.isClosed()) {
				leadership.execute(usual());
			}
		}
	}

	/**
	 * Returns the statement that sets the lock timeout of the session.
	 * @param millis the lock timeout in milliseconds; 0 for no limit
	 */
	public static String statement(long millis) {
		return "set lock_timeout = " + millis;
	}

	/** Returns the statement that sets the session's lock timeout to the default. */
	public static String usual() {
		return "set lock_timeout = '" + USUAL + "'";
	}

}

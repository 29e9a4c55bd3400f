package io.github.versionedschema.leader;

/**
 * How long the leader's session waits for a lock where no transaction says otherwise.
 */
public final class LockTimeout {

	/** Nothing but what works concurrently waits without limit. */
	static final String USUAL = "30s";

	private LockTimeout() {
	}

	/**
	 * Runs work that waits for locks longer or shorter than usual.
	 * @param leadership whose session is used
	 * @param millis how long; 0 for as long as it takes
	 * @param work runs statements outside of a transaction
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
	 * Returns the statement that sets it for the session.
	 * @param millis how long; 0 for as long as it takes
	 */
	public static String statement(long millis) {
		return "set lock_timeout = " + millis;
	}

	/** Returns the statement that sets it for the session to what is usual. */
	public static String usual() {
		return "set lock_timeout = '" + USUAL + "'";
	}

}

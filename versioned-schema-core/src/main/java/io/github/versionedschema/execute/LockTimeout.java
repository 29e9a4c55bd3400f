package io.github.versionedschema.execute;

/**
 * How long the leader's session waits for a lock where no transaction says otherwise.
 */
final class LockTimeout {

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
	static void during(Leadership leadership, long millis, Runnable work) {
		leadership.execute("set lock_timeout = " + millis);
		try {
			work.run();
		}
		finally {
			if (!leadership.isClosed()) {
				leadership.execute("set lock_timeout = '" + USUAL + "'");
			}
		}
	}

}

package io.github.versionedschema.failure;

/**
 * The connection that leads is gone, and with it the right to change anything. What was
 * done so far is kept, and whoever leads next goes on from there.
 */
public final class LeadershipLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public LeadershipLostException(Throwable cause) {
		super("The connection that leads the migration was lost (" + cause.getMessage()
				+ "). Its statement in flight was rolled back by the server, what was done before is kept, "
				+ "and the instance that leads next resumes there.", cause);
	}

}

package io.github.versionedschema.failure;

/**
 * Thrown when the leader's connection is lost, and with it the right to change the
 * schema. Completed work is kept, and the next leader resumes it.
 */
public final class LeadershipLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public LeadershipLostException(Throwable cause) {
		super("The connection that leads the migration was lost (" + cause.getMessage()
				+ "). Its statement in flight was rolled back by the server, what was done before is kept, "
				+ "and the instance that leads next resumes there.", cause);
	}

}

package io.github.versionedschema.failure;

/**
 * Thrown when the leader's role lacks a privilege. Nothing was changed.
 */
public final class MissingPrivilegeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String grant;

	/**
	 * Creates the exception.
	 * @param message the action that is not permitted
	 * @param grant the statement that an administrator has to run
	 */
	public MissingPrivilegeException(String message, String grant) {
		super(message + " Nothing was changed. This helps, run by an administrator: " + grant);
		this.grant = grant;
	}

	/** Returns the statement that an administrator has to run. */
	public String grant() {
		return this.grant;
	}

}

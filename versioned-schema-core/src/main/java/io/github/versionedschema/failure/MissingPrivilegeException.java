package io.github.versionedschema.failure;

import io.github.versionedschema.failure.kind.UnsuitableException;

/**
 * Thrown when the leader's role lacks a privilege. Nothing was changed.
 */
public final class MissingPrivilegeException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	private final String grant;

	/**
	 * Creates the exception.
	 * @param problem the action that is not permitted
	 * @param grant the statement that an administrator has to run
	 */
	public MissingPrivilegeException(String problem, String grant) {
		super("missing-privilege", problem + " Nothing was changed.", "This helps, run by an administrator: " + grant,
				"""
						Let an administrator run

						    %s;

						or configure a separate role for migrations with versioned-schema.datasource.username and .password: \
						the application's role needs no privileges to change the schema."""
					.formatted(grant));
		this.grant = grant;
	}

	/** Returns the statement that an administrator has to run. */
	public String grant() {
		return this.grant;
	}

}

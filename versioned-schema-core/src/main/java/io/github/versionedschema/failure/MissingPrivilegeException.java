package io.github.versionedschema.failure;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when the leader's role lacks a privilege. Nothing was changed.
 */
public final class MissingPrivilegeException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String grant;

	/**
	 * Creates the exception.
	 * @param problem the action that is not permitted
	 * @param grant the statement that an administrator has to run
	 */
	public MissingPrivilegeException(String problem, String grant) {
		super(FailureKind.UNSUITABLE, "missing-privilege",
				description(problem) + " This helps, run by an administrator: " + grant, null);
		this.description = description(problem);
		this.grant = grant;
	}

	private static String description(String problem) {
		return problem + " Nothing was changed.";
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public String advice() {
		return """
				Let an administrator run

				    %s;

				or configure a separate role for migrations with versioned-schema.datasource.username and .password: \
				the application's role needs no privileges to change the schema.""".formatted(this.grant);
	}

	/** Returns the statement that an administrator has to run. */
	public String grant() {
		return this.grant;
	}

}

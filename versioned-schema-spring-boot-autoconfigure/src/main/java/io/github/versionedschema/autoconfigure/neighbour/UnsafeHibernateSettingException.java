package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when Hibernate is configured to change tables or to bypass the version schema.
 */
public final class UnsafeHibernateSettingException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String advice;

	/**
	 * Creates the exception.
	 * @param problem the setting and its effect
	 * @param advice what to do
	 */
	UnsafeHibernateSettingException(String problem, String advice) {
		super(FailureKind.UNSUITABLE, "unsafe-hibernate-setting", description(problem) + " " + advice, null);
		this.description = description(problem);
		this.advice = advice;
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
		return this.advice;
	}

}

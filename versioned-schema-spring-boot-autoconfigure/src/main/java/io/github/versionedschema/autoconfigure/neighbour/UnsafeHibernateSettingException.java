package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.failure.kind.UnsuitableException;

/**
 * Thrown when Hibernate is configured to change tables or to bypass the version schema.
 */
public final class UnsafeHibernateSettingException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param problem the setting and its effect
	 * @param advice what to do
	 */
	UnsafeHibernateSettingException(String problem, String advice) {
		super("unsafe-hibernate-setting", problem + " Nothing was changed.", advice, advice);
	}

}

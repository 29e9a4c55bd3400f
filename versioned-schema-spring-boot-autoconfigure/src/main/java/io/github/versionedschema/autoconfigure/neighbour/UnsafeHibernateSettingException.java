package io.github.versionedschema.autoconfigure.neighbour;

/**
 * Thrown when Hibernate is configured to change tables or to bypass the version schema.
 */
public final class UnsafeHibernateSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String advice;

	/**
	 * Creates the exception.
	 * @param problem the setting and its effect
	 * @param advice what to do
	 */
	UnsafeHibernateSettingException(String problem, String advice) {
		super(problem + " Hibernate has changed nothing. " + advice);
		this.problem = problem;
		this.advice = advice;
	}

	/** Returns the setting and its effect. */
	public String problem() {
		return this.problem;
	}

	/** Returns what to do. */
	public String advice() {
		return this.advice;
	}

}

package io.github.versionedschema.autoconfigure.neighbour;

/**
 * Hibernate is set to change tables by itself, or to leave the version's schema aside.
 */
public final class UnsafeHibernateSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String advice;

	/**
	 * Creates the exception.
	 * @param problem what is set, and what it would do
	 * @param advice what to do
	 */
	UnsafeHibernateSettingException(String problem, String advice) {
		super(problem + " Hibernate has changed nothing. " + advice);
		this.problem = problem;
		this.advice = advice;
	}

	/** Returns what is set, and what it would do. */
	public String problem() {
		return this.problem;
	}

	/** Returns what to do. */
	public String advice() {
		return this.advice;
	}

}

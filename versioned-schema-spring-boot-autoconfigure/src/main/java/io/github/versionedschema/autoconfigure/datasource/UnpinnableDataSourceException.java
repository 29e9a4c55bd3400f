package io.github.versionedschema.autoconfigure.datasource;

/**
 * A DataSource cannot be made to use the application's version, and is not used without.
 */
public final class UnpinnableDataSourceException extends RuntimeException {

	private final String beanName;

	private final String reason;

	private final String advice;

	/**
	 * Creates the exception.
	 * @param beanName name of the DataSource's bean
	 * @param reason why it cannot be pinned
	 * @param advice what to do
	 */
	public UnpinnableDataSourceException(String beanName, String reason, String advice) {
		super("DataSource '%s' cannot be pinned to the application's version: %s. %s".formatted(beanName, reason,
				advice));
		this.beanName = beanName;
		this.reason = reason;
		this.advice = advice;
	}

	/** Returns the name of the DataSource's bean. */
	public String beanName() {
		return this.beanName;
	}

	/** Returns why it cannot be pinned. */
	public String reason() {
		return this.reason;
	}

	/** Returns what to do. */
	public String advice() {
		return this.advice;
	}

}

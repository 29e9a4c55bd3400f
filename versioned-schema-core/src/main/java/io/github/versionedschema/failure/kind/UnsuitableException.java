package io.github.versionedschema.failure.kind;

/**
 * Superclass of failures of the kind {@link FailureKind#UNSUITABLE}. Their message is a
 * description, which may be shown alone, and then what to do.
 */
public abstract class UnsuitableException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String advice;

	/**
	 * Creates the exception.
	 * @param type the type for programs, e.g. {@code missing-privilege}
	 * @param description what is not suitable and what was changed, as sentences
	 * @param remedy what to do, at the end of the message
	 * @param advice what to do if the failure ended the start of an application
	 */
	protected UnsuitableException(String type, String description, String remedy, String advice) {
		super(FailureKind.UNSUITABLE, type, description + " " + remedy, null);
		this.description = description;
		this.advice = advice;
	}

	@Override
	public final String description() {
		return this.description;
	}

	@Override
	public final String advice() {
		return this.advice;
	}

}

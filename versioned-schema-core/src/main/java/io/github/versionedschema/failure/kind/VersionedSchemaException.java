package io.github.versionedschema.failure.kind;

import org.jspecify.annotations.Nullable;

/**
 * Superclass of the unchecked failures of versioned-schema.
 *
 * @see SchemaFailure
 */
public abstract class VersionedSchemaException extends RuntimeException implements SchemaFailure {

	private static final long serialVersionUID = 1L;

	private final FailureKind kind;

	private final String type;

	/**
	 * Creates the exception.
	 * @param kind how the failure is treated
	 * @param type the type for programs, e.g. {@code step-failed}
	 * @param message what failed, why, what was changed, and what to do
	 * @param cause the cause, or null
	 */
	protected VersionedSchemaException(FailureKind kind, String type, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.kind = kind;
		this.type = type;
	}

	@Override
	public final FailureKind kind() {
		return this.kind;
	}

	@Override
	public final String type() {
		return this.type;
	}

}

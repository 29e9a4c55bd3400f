package io.github.versionedschema.failure.kind;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A failure of versioned-schema: an exception whose message is complete. It says what
 * failed, why, what was changed, and usually what to do.
 * <p>
 * Commands, the endpoint, failure analyses and logs use these methods and know no
 * exception by its class. So <strong>a new failure is one new class and the place that
 * throws it</strong>. The class
 * <ul>
 * <li>extends {@link VersionedSchemaException}, or implements this interface if callers
 * need another superclass;</li>
 * <li>is declared in the package that throws it;</li>
 * <li>has a {@link #kind()} and a {@link #type()} of its own;</li>
 * <li>overrides the other methods where their defaults do not fit.</li>
 * </ul>
 * <p>
 * This is an interface because a DataSource can only throw an
 * {@link java.sql.SQLException}, and a wait only an {@link InterruptedException}. It is
 * not sealed because without Java modules all permitted classes would have to be in one
 * package. {@link FailureKind} is closed instead.
 */
public interface SchemaFailure {

	/** Returns the kind, which decides how the failure is treated. */
	FailureKind kind();

	/**
	 * Returns the type for programs, e.g. {@code step-failed}. It is part of the JSON of
	 * commands and is never renamed.
	 */
	String type();

	/** Returns the case within the type for programs, or null if there is only one. */
	default @Nullable Enum<?> reason() {
		return null;
	}

	/** Returns the complete message. */
	@Nullable String getMessage();

	/**
	 * Returns what failed, for readers who are shown the advice separately. By default
	 * the complete message.
	 */
	default String description() {
		return String.valueOf(getMessage());
	}

	/**
	 * Returns what to do if the failure ended the start of an application, or null if the
	 * description says it.
	 */
	default @Nullable String advice() {
		return null;
	}

	/**
	 * Returns the sessions, rows or findings that the message lists, as serializable
	 * records; possibly empty.
	 */
	default List<?> details() {
		return List.of();
	}

	/**
	 * Returns whether anything was changed before and remains changed, or null if this is
	 * not known.
	 */
	default @Nullable Boolean changed() {
		return switch (kind()) {
			case INVALID, REFUSED -> false;
			case UNSUITABLE, BLOCKED, FAILED, UNREACHABLE, STOPPED -> null;
		};
	}

	/**
	 * Returns whether the same work would fail in the same way again.
	 */
	default boolean isDeterministic() {
		return false;
	}

	/**
	 * Returns the failure that an exception reports.
	 * @param failure an exception, or null
	 * @return the first failure in its chain of causes, which has the most complete
	 * message; null if there is none
	 */
	static @Nullable SchemaFailure find(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SchemaFailure known) {
				return known;
			}
		}
		return null;
	}

}

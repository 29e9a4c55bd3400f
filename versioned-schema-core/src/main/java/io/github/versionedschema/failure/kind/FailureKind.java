package io.github.versionedschema.failure.kind;

import org.jspecify.annotations.Nullable;

/**
 * Kinds of failure, which differ in who has to do something, and when. They determine the
 * exit status of a command, the status of a response, what is logged, and whether a
 * failure within a step says enough by itself.
 * <p>
 * Switches over kinds have no default, so that the compiler finds each of them when a
 * kind is added.
 */
public enum FailureKind {

	/**
	 * The migrations, or the call of a command, are wrong. Nothing was changed, and the
	 * same call fails again until they are corrected.
	 */
	INVALID,

	/**
	 * The state of the database does not allow it, or other sessions prevent it. The
	 * message says what was changed before, usually nothing; later it may be allowed.
	 */
	REFUSED,

	/**
	 * The server, a role, a DataSource or a setting is not suitable. The same call fails
	 * again until an administrator or a developer changes it.
	 */
	UNSUITABLE,

	/**
	 * Other sessions held a lock for too long. What was done is kept, and another attempt
	 * may succeed when they are gone.
	 */
	BLOCKED,

	/** Work that was allowed and begun has failed. */
	FAILED,

	/**
	 * The database cannot be reached, or the connection was lost. What was done is kept,
	 * and another attempt may succeed without a change.
	 */
	UNREACHABLE,

	/** The work was stopped on request. What was done is kept. */
	STOPPED;

	/**
	 * Returns the kind of a failure.
	 * @param failure an exception, whose causes are searched too
	 * @return the kind, or null if no cause is a failure of versioned-schema
	 */
	public static @Nullable FailureKind of(@Nullable Throwable failure) {
		SchemaFailure known = SchemaFailure.find(failure);
		return (known != null) ? known.kind() : null;
	}

}

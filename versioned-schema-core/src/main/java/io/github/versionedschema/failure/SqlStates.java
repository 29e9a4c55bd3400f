package io.github.versionedschema.failure;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Interprets SQLSTATEs. No other class does: what a state means for the work is said
 * here, by a method or a constant with a name. A failure is given with its causes; the
 * first {@link SQLException} among them has the state.
 */
public final class SqlStates {

	public static final String CANNOT_CONNECT = "08001";

	public static final String CONNECTION_FAILURE = "08006";

	/** PgBouncer reports it for startup parameters that it does not know. */
	public static final String PROTOCOL_VIOLATION = "08P01";

	public static final String UNIQUE_VIOLATION = "23505";

	public static final String INSUFFICIENT_PRIVILEGE = "42501";

	public static final String UNDEFINED_TABLE = "42P01";

	public static final String DUPLICATE_TABLE = "42P07";

	public static final String ACTIVE_TRANSACTION = "25001";

	public static final String QUERY_CANCELED = "57014";

	public static final String LOCK_NOT_AVAILABLE = "55P03";

	/** Other objects depend on what a statement drops. */
	public static final String DEPENDENT_OBJECTS = "2BP01";

	public static final String UNCOMMITTED_ENUM_VALUE = "55P04";

	/**
	 * A trial of a client's statement worked. The states of trials are no states of
	 * attach, as triggers of users may attach.
	 */
	public static final String TRIAL_PASSED = "VS101";

	/** A trial of a client's statement found no row that it could use. */
	public static final String TRIAL_WITHOUT_ROW = "VS102";

	/** The time ended before all statements of clients were tried. */
	public static final String TRIAL_UNFINISHED = "VS103";

	/**
	 * Materialized views that were filled beside others are no longer as recent as these.
	 */
	public static final String OUTDATED = "VS104";

	private static final String UNDEFINED_FUNCTION = "42883";

	private static final String UNDEFINED_SCHEMA = "3F000";

	private static final String INTERNAL_ERROR = "XX000";

	private static final Set<String> CONNECTION_LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

	/**
	 * A lock, a deadlock, or a row that a concurrent update moved to another partition.
	 */
	private static final Set<String> COMPETITION = Set.of(LOCK_NOT_AVAILABLE, "40P01", "40001");

	/** Errors whose detail is the whole row: not null, check, check option. */
	private static final Set<String> WHOLE_ROW = Set.of("23502", "23514", "44000");

	private static final String CONNECTION_CLASS = "08";

	/** E.g. {@code invalid input syntax for type integer: "..."}. */
	private static final String DATA_CLASS = "22";

	private static final String CONSTRAINT_CLASS = "23";

	private static final String AUTHORIZATION_CLASS = "28";

	/** Raised by functions. */
	private static final String FUNCTION_CLASS = "P0";

	/**
	 * Error classes for which a retry may succeed: connection, concurrency, resources,
	 * object state, operator intervention, system error.
	 */
	private static final Set<String> TRANSIENT_CLASSES = Set.of(CONNECTION_CLASS, "40", "53", "55", "57", "58");

	/** Unsupported features, wrong SQL, missing objects or privileges. */
	private static final Set<String> STATEMENT_CLASSES = Set.of("0A", "42", "3F");

	private SqlStates() {
	}

	/** Returns the first {@code SQLException} in a chain of causes. */
	public static @Nullable SQLException find(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return sql;
			}
		}
		return null;
	}

	public static boolean is(@Nullable Throwable failure, String state) {
		return state.equals(of(failure));
	}

	public static boolean isOneOf(@Nullable Throwable failure, Set<String> states) {
		String state = of(failure);
		return state != null && states.contains(state);
	}

	/** Returns whether the session is gone, so that the server rolled its work back. */
	public static boolean isConnectionLost(@Nullable Throwable failure) {
		return isOfClass(of(failure), CONNECTION_CLASS) || isOneOf(failure, CONNECTION_LOST);
	}

	/** Returns whether the server rejected the role or its credentials. */
	public static boolean isInvalidAuthorization(@Nullable Throwable failure) {
		return isOfClass(of(failure), AUTHORIZATION_CLASS);
	}

	/**
	 * Returns whether concurrent transactions caused the failure: locks, deadlocks,
	 * serialization.
	 */
	public static boolean isCompetition(@Nullable Throwable failure) {
		return isOneOf(failure, COMPETITION);
	}

	/** Returns whether the same statement would fail in the same way again. */
	public static boolean isDeterministic(@Nullable Throwable failure) {
		String state = of(failure);
		return isState(state) && TRANSIENT_CLASSES.stream().noneMatch((type) -> isOfClass(state, type));
	}

	/** Returns whether a retry of the same statement may succeed. */
	public static boolean isTransient(@Nullable Throwable failure) {
		return isState(of(failure)) && !isDeterministic(failure);
	}

	/** Returns whether the statement itself is wrong, so that it fails for every row. */
	public static boolean isOfStatement(@Nullable Throwable failure) {
		String state = of(failure);
		return STATEMENT_CLASSES.stream().anyMatch((type) -> isOfClass(state, type));
	}

	/** Returns whether the called function, or its schema, does not exist. */
	public static boolean isUndefinedFunction(@Nullable Throwable failure) {
		return is(failure, UNDEFINED_FUNCTION) || is(failure, UNDEFINED_SCHEMA);
	}

	/**
	 * Returns whether an object may have been dropped while the catalogue was read:
	 * functions that print definitions then report an internal error.
	 */
	public static boolean isDroppedConcurrently(@Nullable Throwable failure) {
		return is(failure, INTERNAL_ERROR) || is(failure, UNDEFINED_TABLE);
	}

	/** Returns whether the message of such errors quotes a value. */
	static boolean quotesValue(@Nullable String state) {
		return isOfClass(state, DATA_CLASS);
	}

	/**
	 * Returns whether the detail of such errors shows values of rows. Errors that
	 * functions of the user raise may do so as well.
	 */
	static boolean showsValues(@Nullable String state) {
		return isOfClass(state, CONSTRAINT_CLASS) || isOfClass(state, DATA_CLASS) || isOfClass(state, FUNCTION_CLASS);
	}

	/** Returns whether the detail of such errors is a whole row. */
	static boolean showsWholeRow(@Nullable String state) {
		return state != null && WHOLE_ROW.contains(state);
	}

	private static @Nullable String of(@Nullable Throwable failure) {
		SQLException sql = find(failure);
		return (sql != null) ? sql.getSQLState() : null;
	}

	/** Drivers and pools may invent states of another length. */
	private static boolean isState(@Nullable String state) {
		return state != null && state.length() == 5;
	}

	private static boolean isOfClass(@Nullable String state, String type) {
		return state != null && state.startsWith(type);
	}

}

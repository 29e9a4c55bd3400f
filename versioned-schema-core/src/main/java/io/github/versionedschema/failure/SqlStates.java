package io.github.versionedschema.failure;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides from the SQLSTATE of a failure whether to retry.
 */
public final class SqlStates {

	public static final String UNIQUE_VIOLATION = "23505";

	public static final String INSUFFICIENT_PRIVILEGE = "42501";

	public static final String UNDEFINED_TABLE = "42P01";

	public static final String DUPLICATE_TABLE = "42P07";

	public static final String ACTIVE_TRANSACTION = "25001";

	public static final String QUERY_CANCELED = "57014";

	public static final String UNCOMMITTED_ENUM_VALUE = "55P04";

	private static final Set<String> CONNECTION_LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

	private static final Set<String> COMPETITION = Set.of("55P03", "40P01", "40001");

	/**
	 * Error classes for which a retry may succeed: connection, resources, operator
	 * intervention, system error, concurrency, and classes that PostgreSQL does not
	 * define.
	 */
	private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

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

	public static boolean is(SQLException ex, String state) {
		return state.equals(ex.getSQLState());
	}

	public static boolean isConnectionLost(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && (state.startsWith("08") || CONNECTION_LOST.contains(state));
	}

	/**
	 * Returns whether concurrent transactions caused the failure: locks, deadlocks,
	 * serialization.
	 */
	public static boolean isCompetition(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && COMPETITION.contains(state);
	}

	/** Returns whether the same statement would fail in the same way again. */
	public static boolean isDeterministic(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && state.length() == 5 && !TRANSIENT_CLASSES.contains(state.substring(0, 2));
	}

}

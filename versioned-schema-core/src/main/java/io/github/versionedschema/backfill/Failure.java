package io.github.versionedschema.backfill;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of failure of a batch, which determine how to continue.
 */
enum Failure {

	/** Another session holds a lock. */
	LOCKED,

	/** The batch took too long. */
	TOO_LONG,

	/** A retry may succeed. */
	PASSING,

	/** At least one row will always fail. */
	DATA,

	/** Every row will always fail. */
	HOPELESS;

	private static final String QUERY_CANCELED = "57014";

	/**
	 * Lock not available, deadlock, row moved to another partition by a concurrent
	 * update.
	 */
	private static final Set<String> COMPETITION = Set.of("55P03", "40P01", "40001");

	/** Resources, operator intervention, system error. */
	private static final Set<String> PASSING_CLASSES = Set.of("40", "53", "55", "57", "58");

	/** Wrong SQL, missing objects or privileges, unsupported features. */
	private static final Set<String> HOPELESS_CLASSES = Set.of("0A", "42", "3F");

	static @Nullable Failure of(Throwable failure) {
		SQLException sql = find(failure);
		if (sql == null || sql.getSQLState() == null || sql.getSQLState().length() != 5) {
			return null;
		}
		String state = sql.getSQLState();
		if (COMPETITION.contains(state)) {
			return LOCKED;
		}
		if (QUERY_CANCELED.equals(state)) {
			return TOO_LONG;
		}
		if (PASSING_CLASSES.contains(state.substring(0, 2))) {
			return PASSING;
		}
		return HOPELESS_CLASSES.contains(state.substring(0, 2)) ? HOPELESS : DATA;
	}

	private static @Nullable SQLException find(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return sql;
			}
		}
		return null;
	}

}

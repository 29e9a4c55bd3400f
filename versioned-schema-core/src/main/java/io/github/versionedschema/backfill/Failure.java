package io.github.versionedschema.backfill;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the failure of a batch asks for.
 */
enum Failure {

	/** Somebody holds a lock. */
	LOCKED,

	/** It took too long. */
	TOO_LONG,

	/** It may work if it is tried again. */
	PASSING,

	/** Some row will always fail. */
	DATA,

	/** Every row will always fail. */
	HOPELESS;

	private static final String QUERY_CANCELED = "57014";

	/** Lock not available, deadlock, row moved to another partition meanwhile. */
	private static final Set<String> COMPETITION = Set.of("55P03", "40P01", "40001");

	/** Resources, operator intervention, system error. */
	private static final Set<String> PASSING_CLASSES = Set.of("40", "53", "55", "57", "58");

	/** Wrong SQL, missing objects and rights; features that there are not. */
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

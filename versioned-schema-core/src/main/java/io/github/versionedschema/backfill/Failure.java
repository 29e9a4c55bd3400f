package io.github.versionedschema.backfill;

import io.github.versionedschema.failure.SqlStates;
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

	/** Returns the kind of a failure, or null if the server did not report it. */
	static @Nullable Failure of(Throwable failure) {
		if (SqlStates.isCompetition(failure)) {
			return LOCKED;
		}
		if (SqlStates.is(failure, SqlStates.QUERY_CANCELED)) {
			return TOO_LONG;
		}
		if (SqlStates.isTransient(failure)) {
			return PASSING;
		}
		if (!SqlStates.isDeterministic(failure)) {
			return null;
		}
		return SqlStates.isOfStatement(failure) ? HOPELESS : DATA;
	}

}

package io.github.versionedschema.plan.flow;

import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.sync.AdvisoryWait;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.TrialFunctions;

/**
 * Two tables between which values flow, in either direction.
 *
 * @param hash identifies the tables among those of all live versions
 */
record Edge(int hash) {

	/** More would fill the server's lock table. */
	private static final int MOST = 64;

	/** A transaction that stays open for longer must not keep others from their work. */
	private static final int MOST_MILLIS = 1000;

	static Edge of(Scope scope, TableDraft one, TableDraft other) {
		return new Edge(Stream.of(one.lastingName(), other.lastingName())
			.sorted()
			.reduce(scope.newSchema(), (name, next) -> name + "." + next)
			.hashCode());
	}

	static Edge of(Scope scope, Flow flow) {
		return of(scope, flow.from(), flow.to());
	}

	/** Returns the condition that no values flow between the tables. */
	String notWithin() {
		return "coalesce(pg_catalog.current_setting('%s', true) OPERATOR(pg_catalog.<>) 'on', true)"
			.formatted(setting());
	}

	/** Returns the setting that is on while values flow. */
	String setting() {
		return "versioned_schema.flow_" + Integer.toHexString(this.hash);
	}

	/**
	 * Returns the body of a trigger function whose changes do not flow back. Names in the
	 * user's text are those of columns, not of variables.
	 */
	String body(String statements) {
		return """
				#variable_conflict use_column
				BEGIN
				PERFORM pg_catalog.set_config('%1$s', 'on', true);
				%2$sPERFORM pg_catalog.set_config('%1$s', '', true);
				RETURN NULL;
				END
				""".formatted(setting(), statements);
	}

	/**
	 * Returns the body for the time until the newer version is published. What cannot be
	 * computed is omitted, so that statements of clients of the older version do not
	 * fail.
	 * @param clear the statement that removes what cannot be computed
	 */
	String unpublishedBody(String statements, String clear) {
		return body("""
				BEGIN
				%sEXCEPTION WHEN OTHERS OR assert_failure THEN
					IF SQLSTATE OPERATOR(pg_catalog.~) %s THEN
						RAISE;
					END IF;
					BEGIN
						%s;
					EXCEPTION WHEN OTHERS OR assert_failure THEN
						NULL;
					END;
				END;
				""".formatted(statements, TrialFunctions.PASSING, clear));
	}

	/**
	 * Returns the statements that lock keys of rows for the rest of the transaction, so
	 * that a row which is being written and values that are flowing to it see each other.
	 * A client that has to wait too long, or has many locks, goes on without.
	 * @param keys a query of the hashes of the keys
	 * @param form the form of the lock, {@code _shared} or empty
	 */
	String lockKeys(String keys, String form) {
		AdvisoryWait lock = new AdvisoryWait(form, String.valueOf(this.hash), "_vs_key");
		return """
				DECLARE
					_vs_key integer;
					_vs_taken integer := coalesce(nullif(pg_catalog.current_setting('versioned_schema.key_locks', true), ''), '0')::integer;
				BEGIN
					FOR _vs_key IN %1$s LOOP
						EXIT WHEN _vs_taken OPERATOR(pg_catalog.>=) %2$d;
						_vs_taken := _vs_taken OPERATOR(pg_catalog.+) 1;
						IF NOT %3$s THEN
							%4$s
						END IF;
					END LOOP;
					PERFORM pg_catalog.set_config('versioned_schema.key_locks', _vs_taken::pg_catalog.text, true);
				EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
					NULL;
				END;
				"""
			.formatted(keys, MOST, lock.attempt(), lock.await(MOST_MILLIS));
	}

}

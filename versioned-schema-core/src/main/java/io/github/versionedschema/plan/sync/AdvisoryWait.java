package io.github.versionedschema.plan.sync;

/**
 * Writes how a trigger waits for an advisory lock with two keys, which is held for the
 * rest of the transaction.
 * <p>
 * The wait is limited. A session that holds the lock longer is about to wait for this
 * one, or holds it for another reason. As soon as it waits for this one, also through
 * others, the wait ends: all of them would end their waits at some time, but until then
 * the server may take them for a deadlock, which is an error for a client.
 *
 * @param form the ending of the name of PostgreSQL's functions, such as {@code _shared}
 * @param first SQL of the first key, an integer
 * @param second SQL of the second key, an integer
 */
public record AdvisoryWait(String form, String first, String second) {

	/** Shorter than {@code deadlock_timeout}. */
	private static final int MOST_MILLIS = 250;

	/** Most locks are free before that. */
	private static final int LOOK_MILLIS = 20;

	/** Returns the condition that the lock is free; it is taken then. */
	public String attempt() {
		return "pg_catalog.pg_try_advisory_xact_lock%s(%s, %s)".formatted(this.form, this.first, this.second);
	}

	/**
	 * Returns the block that waits for the lock, and raises {@code lock_not_available} if
	 * the time ends.
	 */
	public String await() {
		return await(MOST_MILLIS);
	}

	String await(int mostMillis) {
		return """
				DECLARE
					_vs_own text := pg_catalog.current_setting('lock_timeout');
					_vs_most interval := least(nullif(_vs_own, '0')::interval, '%1$d ms'::interval);
					_vs_end timestamptz := pg_catalog.clock_timestamp() OPERATOR(pg_catalog.+) _vs_most;
					_vs_ahead integer[];
					_vs_pid integer;
					_vs_number integer;
				BEGIN
					LOOP
						BEGIN
							IF _vs_most OPERATOR(pg_catalog.>) '%2$d ms'::interval THEN
								PERFORM pg_catalog.set_config('lock_timeout', '%2$d', true);
							END IF;
							PERFORM pg_catalog.pg_advisory_xact_lock%3$s(%4$s, %5$s);
							PERFORM pg_catalog.set_config('lock_timeout', _vs_own, true);
							EXIT;
						EXCEPTION WHEN lock_not_available THEN
							IF pg_catalog.clock_timestamp() OPERATOR(pg_catalog.>=) _vs_end THEN
								RAISE;
							END IF;
							SELECT coalesce(pg_catalog.array_agg(_vs_lock.pid), '{}') INTO _vs_ahead FROM pg_catalog.pg_locks AS _vs_lock
							WHERE _vs_lock.locktype OPERATOR(pg_catalog.=) 'advisory' AND _vs_lock.granted
								AND _vs_lock.classid OPERATOR(pg_catalog.=) (%4$s)::pg_catalog.oid
								AND _vs_lock.objid OPERATOR(pg_catalog.=) (%5$s)::pg_catalog.oid
								AND _vs_lock.objsubid OPERATOR(pg_catalog.=) 2;
							_vs_number := 1;
							WHILE _vs_number OPERATOR(pg_catalog.<=) pg_catalog.cardinality(_vs_ahead) LOOP
								FOREACH _vs_pid IN ARRAY pg_catalog.pg_blocking_pids(_vs_ahead[_vs_number]) LOOP
									IF _vs_pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() THEN
										RAISE;
									END IF;
									IF NOT _vs_ahead OPERATOR(pg_catalog.@>) ARRAY[_vs_pid] THEN
										_vs_ahead := _vs_ahead OPERATOR(pg_catalog.||) _vs_pid;
									END IF;
								END LOOP;
								_vs_number := _vs_number OPERATOR(pg_catalog.+) 1;
							END LOOP;
						END;
					END LOOP;
				END;
				"""
			.formatted(mostMillis, LOOK_MILLIS, this.form, this.first, this.second);
	}

}

package io.github.versionedschema.plan.sync.key;

/**
 * Writes how a trigger waits for row locks. The wait goes on while no session waits for
 * this one, as it can be part of no deadlock then.
 */
final class LimitedWait {

	/**
	 * Shorter than {@code deadlock_timeout}, so that the wait causes no deadlock error
	 * for a client that begins to wait for this session.
	 */
	private static final int LOOK_MILLIS = 250;

	/** A session that holds the lock longer may hold it for another reason. */
	private static final int MOST_SECONDS = 10;

	private static final String SOMEBODY_WAITS = """
			EXISTS (SELECT FROM pg_catalog.pg_locks AS _vs_waiting WHERE NOT _vs_waiting.granted \
			AND pg_catalog.pg_blocking_pids(_vs_waiting.pid) OPERATOR(pg_catalog.@>) ARRAY[pg_catalog.pg_backend_pid()])""";

	private LimitedWait() {
	}

	/**
	 * Returns the block that executes a statement which waits for locks. If it waits for
	 * too long, its locks are released and the function is left.
	 */
	static String of(String statement) {
		return """
				DECLARE
					_vs_own text := pg_catalog.current_setting('lock_timeout');
					_vs_most interval := least(nullif(_vs_own, '0')::interval, '%1$d s'::interval);
					_vs_end timestamptz := pg_catalog.clock_timestamp() OPERATOR(pg_catalog.+) _vs_most;
				BEGIN
					LOOP
						BEGIN
							IF _vs_most OPERATOR(pg_catalog.>) '%2$d ms'::interval THEN
								PERFORM pg_catalog.set_config('lock_timeout', '%2$d', true);
							END IF;
							%3$s
							PERFORM pg_catalog.set_config('lock_timeout', _vs_own, true);
							EXIT;
						EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
							IF pg_catalog.clock_timestamp() OPERATOR(pg_catalog.>=) _vs_end OR %4$s THEN
								RETURN NEW;
							END IF;
						END;
					END LOOP;
				END;""".formatted(MOST_SECONDS, LOOK_MILLIS, statement, SOMEBODY_WAITS);
	}

}

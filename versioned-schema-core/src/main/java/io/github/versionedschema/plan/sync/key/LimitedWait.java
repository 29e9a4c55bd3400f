package io.github.versionedschema.plan.sync.key;

/**
 * Writes how a trigger waits for a lock.
 */
final class LimitedWait {

	/**
	 * How long to wait for a lock. A session that holds it longer wrote the key before,
	 * so that the index itself waits for it, or is about to wait for this session, or
	 * holds the lock for another reason. Shorter than {@code deadlock_timeout}, so that
	 * it causes no deadlock error for clients.
	 */
	private static final int MILLIS = 250;

	private LimitedWait() {
	}

	/**
	 * Returns the code that executes a statement which waits for locks. If it waits for
	 * too long, its locks are released and the function is left. The function declares
	 * {@code _vs_limit}.
	 */
	static String of(String statement) {
		return """
				_vs_limit := pg_catalog.current_setting('lock_timeout');
				BEGIN
					IF NOT coalesce(nullif(_vs_limit, '0')::interval OPERATOR(pg_catalog.<) '%1$d ms'::interval, false) THEN
						PERFORM pg_catalog.set_config('lock_timeout', '%1$d', true);
					END IF;
					%2$s
					PERFORM pg_catalog.set_config('lock_timeout', _vs_limit, true);
				EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
					RETURN NEW;
				END;"""
			.formatted(MILLIS, statement);
	}

}

package io.github.versionedschema.plan.flow;

import io.github.versionedschema.plan.sync.Scope;

/**
 * Writes how a client of the older version waits for clients of the newer one that write
 * rows of a new table. If such a client says that it waits for the row which this client
 * has changed, its rows stay ({@link FlowLocks}).
 */
final class RowLocks {

	/** After these tries, a client that waits is seen by the detection of deadlocks. */
	private static final int TRIES = 50;

	/**
	 * The other client may itself wait for others. Shorter than {@code deadlock_timeout},
	 * also on a busy machine, where a try takes longer.
	 */
	private static final int PATIENT_MILLIS = 600;

	private static final int WAIT_MILLIS = 20;

	private final RowFlow flow;

	private final int waiting;

	RowLocks(Scope scope, RowFlow flow) {
		this.flow = flow;
		this.waiting = ~Edge.of(scope, flow.from(), flow.to()).hash();
	}

	/**
	 * Returns the statements with what they wait for.
	 * @param statements the statements that change the rows
	 */
	String wait(String statements) {
		if (!this.flow.source().hasKey()) {
			return statements;
		}
		return """
				DECLARE
					_vs_limit text := pg_catalog.current_setting('lock_timeout');
					_vs_patient timestamptz := pg_catalog.clock_timestamp() OPERATOR(pg_catalog.+) '%5$d ms'::interval;
				BEGIN
					FOR _vs_try IN 1..%1$d LOOP
						BEGIN
							IF _vs_try OPERATOR(pg_catalog.<) %1$d AND NOT coalesce(nullif(_vs_limit, '0')::interval OPERATOR(pg_catalog.<) '%2$d ms'::interval, false) THEN
								PERFORM pg_catalog.set_config('lock_timeout', '%2$d', true);
							END IF;
							%3$s
							PERFORM pg_catalog.set_config('lock_timeout', _vs_limit, true);
							EXIT;
						EXCEPTION WHEN lock_not_available THEN
							IF _vs_try OPERATOR(pg_catalog.=) %1$d THEN
								RAISE;
							END IF;
						END;
						EXIT WHEN %4$s;
					END LOOP;
				END;
				"""
			.formatted(TRIES, WAIT_MILLIS, statements, announced(), PATIENT_MILLIS);
	}

	private String announced() {
		return """
				TG_OP OPERATOR(pg_catalog.<>) 'TRUNCATE' AND EXISTS (SELECT FROM pg_catalog.pg_locks AS _vs_waiting, (%s) AS _vs_own (hash)
						WHERE _vs_waiting.locktype OPERATOR(pg_catalog.=) 'advisory'
						AND _vs_waiting.classid OPERATOR(pg_catalog.=) (%d)::pg_catalog.oid
						AND (_vs_waiting.objid OPERATOR(pg_catalog.=) (_vs_own.hash)::pg_catalog.oid OR pg_catalog.clock_timestamp() OPERATOR(pg_catalog.>) _vs_patient))"""
			.formatted(this.flow.hashes(), this.waiting);
	}

}

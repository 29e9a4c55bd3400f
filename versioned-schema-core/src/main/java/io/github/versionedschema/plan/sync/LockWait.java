package io.github.versionedschema.plan.sync;

/**
 * Writes how a trigger waits for locks that other sessions hold for the rest of their
 * transactions.
 * <p>
 * A client that waits cannot look for what it waits for, so it waits for short times, and
 * looks in between whether a holder waits for it, also through others. None of them can
 * go on then, and the trigger does something else. The times grow, as most locks are free
 * soon. In the last ones of a wait without a limit the server looks as well: it finds
 * deadlocks over locks whose holders this does not know. Another session that the server
 * looks at instead gets an error. This happens only if it waits for longer than
 * {@code deadlock_timeout}, during which this client has looked several times.
 *
 * @param statements the statements that wait, which are undone after each time
 * @param holders a query of the process IDs of the sessions that hold the locks
 * @param closing a query of process IDs: at least one of these sessions is among those
 * that wait for each other; empty if any session will do
 * @param mostMillis the longest wait, or -1 if only the client's {@code lock_timeout}
 * ends it
 * @param deadlock the statement that follows if a holder waits for the client
 */
public record LockWait(String statements, String holders, String closing, int mostMillis, String deadlock) {

	/** Most locks are free before that. */
	private static final int FIRST_MILLIS = 20;

	/**
	 * Shorter than {@code deadlock_timeout}, so a session that begins to wait for this
	 * client gets no error.
	 */
	private static final int LONGEST_MILLIS = 250;

	/** Enough for the server to look, after {@code deadlock_timeout}. */
	private static final int MORE_MILLIS = 50;

	/**
	 * Returns the block that waits. It raises {@code lock_not_available} if the time
	 * ends, and {@code deadlock_detected} if the server finds a deadlock.
	 */
	public String sql() {
		return """
				DECLARE
					_vs_own text := pg_catalog.current_setting('lock_timeout');
					_vs_left integer := least(%1$s(%2$s)::integer);
					_vs_longest integer := %3$s;
					_vs_look integer := %4$d;
					_vs_end timestamptz;
				BEGIN
					LOOP
						_vs_look := least(_vs_look, _vs_left);
						_vs_end := '1 ms'::interval OPERATOR(pg_catalog.*) _vs_look OPERATOR(pg_catalog.+) pg_catalog.clock_timestamp();
						BEGIN
							PERFORM pg_catalog.set_config('lock_timeout', _vs_look::pg_catalog.text, true);
							%5$s
							PERFORM pg_catalog.set_config('lock_timeout', _vs_own, true);
							EXIT;
						EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
							IF %6$s THEN
								%7$s
							END IF;
							_vs_left := _vs_left OPERATOR(pg_catalog.-) _vs_look;
							IF SQLSTATE OPERATOR(pg_catalog.=) '40P01' OR coalesce(_vs_left OPERATOR(pg_catalog.<=) 0, false)
									OR pg_catalog.clock_timestamp() OPERATOR(pg_catalog.<) _vs_end THEN
								RAISE;
							END IF;
						END;
						_vs_look := least(_vs_look OPERATOR(pg_catalog.*) 2, _vs_longest);
					END LOOP;
				END;
				"""
			.formatted((this.mostMillis < 0) ? "" : this.mostMillis + ", ", millis("nullif(_vs_own, '0')"), longest(),
					FIRST_MILLIS, this.statements, holderWaits(), this.deadlock);
	}

	private String longest() {
		return (this.mostMillis >= 0) ? String.valueOf(LONGEST_MILLIS) : "%d OPERATOR(pg_catalog.+) (%s)::integer"
			.formatted(MORE_MILLIS, millis("pg_catalog.current_setting('deadlock_timeout')"));
	}

	private static String millis(String setting) {
		return "1000 OPERATOR(pg_catalog.*) pg_catalog.date_part('epoch', %s::interval)".formatted(setting);
	}

	private String holderWaits() {
		return """
				EXISTS (WITH RECURSIVE _vs_ahead AS (
									SELECT _vs_holder.pid, %2$s AS closing FROM (%1$s) AS _vs_holder
									WHERE _vs_holder.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
									UNION
									SELECT _vs_next, _vs_ahead.closing OR %3$s
									FROM _vs_ahead CROSS JOIN pg_catalog.unnest(pg_catalog.pg_blocking_pids(_vs_ahead.pid)) AS _vs_next
									WHERE _vs_ahead.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid())
								SELECT FROM _vs_ahead WHERE _vs_ahead.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND _vs_ahead.closing)"""
			.formatted(this.holders, isClosing("_vs_holder.pid"), isClosing("_vs_next"));
	}

	private String isClosing(String pid) {
		return this.closing.isEmpty() ? "true" : "%s OPERATOR(pg_catalog.=) ANY (%s)".formatted(pid, this.closing);
	}

	/**
	 * Returns a query of the process IDs of the sessions that hold an advisory lock with
	 * two keys.
	 * @param first SQL of the first key, an integer
	 * @param second a condition on the second key, {@code _vs_lock.objid}
	 */
	public static String holdersOfAdvisory(String first, String second) {
		return """
				SELECT _vs_lock.pid FROM pg_catalog.pg_locks AS _vs_lock JOIN pg_catalog.pg_database AS _vs_database
									ON _vs_database.oid OPERATOR(pg_catalog.=) _vs_lock.database
								WHERE _vs_database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
									AND _vs_lock.locktype OPERATOR(pg_catalog.=) 'advisory' AND _vs_lock.granted
									AND _vs_lock.classid OPERATOR(pg_catalog.=) (%s)::pg_catalog.oid AND %s
									AND _vs_lock.objsubid OPERATOR(pg_catalog.=) 2""".formatted(first, second);
	}

	/**
	 * Returns a query of the process IDs of all sessions that wait, for locks whose
	 * holders cannot be found out: one of them may be the holder.
	 */
	public static String waiting() {
		return "SELECT _vs_lock.pid FROM pg_catalog.pg_locks AS _vs_lock WHERE NOT _vs_lock.granted";
	}

	/**
	 * Returns a query of the process IDs of the sessions that have changed or locked
	 * rows. PostgreSQL does not tell whether {@code xmax} is a transaction or a group of
	 * them, if several have locked the row: a number may be either.
	 * @param xmax a query whose column {@code xmax} is that of the rows
	 */
	public static String holdersOfRows(String xmax) {
		return """
				SELECT _vs_lock.pid FROM (%s) AS _vs_row
									JOIN pg_catalog.pg_database AS _vs_database ON _vs_database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
									CROSS JOIN pg_catalog.unnest(ARRAY[_vs_row.xmax] OPERATOR(pg_catalog.||) ARRAY(SELECT _vs_member.xid
										FROM pg_catalog.pg_get_multixact_members(CASE WHEN pg_catalog.mxid_age(_vs_row.xmax) OPERATOR(pg_catalog.>) 0
											AND pg_catalog.mxid_age(_vs_row.xmax) OPERATOR(pg_catalog.<=) pg_catalog.mxid_age(_vs_database.datminmxid) THEN _vs_row.xmax END) AS _vs_member)) AS _vs_holding
									JOIN pg_catalog.pg_locks AS _vs_lock ON _vs_lock.locktype OPERATOR(pg_catalog.=) 'transactionid' AND _vs_lock.granted
										AND _vs_lock.transactionid OPERATOR(pg_catalog.=) _vs_holding"""
			.formatted(xmax);
	}

}

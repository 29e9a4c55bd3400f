package io.github.versionedschema.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the server's lock table, which all sessions share. A transaction that fills it
 * makes statements of clients fail ({@code out of shared memory}).
 */
public final class LockTable {

	/** Every name is qualified, as the query runs with the search path for user SQL. */
	private static final String ROOM = """
			select (select pg_catalog.count(*) from pg_catalog.pg_locks l
					where l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()) as held,
				pg_catalog.current_setting('max_locks_per_transaction')::pg_catalog.int8 as for_each,
				pg_catalog.current_setting('max_connections')::pg_catalog.int8 as sessions,
				pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int8 as prepared
			""";

	private final JdbcClient jdbc;

	public LockTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns whether this session holds so many locks that there is little room for
	 * others.
	 */
	public boolean isNearlyFilledByUs() {
		return this.jdbc.sql(ROOM).query(Room.class).single().isNearlyFilled();
	}

	/**
	 * The capacity of the lock table.
	 *
	 * @param held number of locks that the session holds
	 * @param forEach number of locks per session
	 * @param sessions maximum number of sessions
	 * @param prepared maximum number of prepared transactions
	 */
	private record Room(long held, long forEach, long sessions, long prepared) {

		boolean isNearlyFilled() {
			return this.held * 4 > this.forEach * (this.sessions + this.prepared) * 3;
		}

	}

}

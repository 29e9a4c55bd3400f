package io.github.versionedschema.leader;

import io.github.versionedschema.schema.Identifier;

/**
 * Isolates user SQL in the leader's session. User SQL may change session settings: pasted
 * {@code pg_dump} output empties the search path. User SQL runs as in a new session, and
 * its settings do not affect later steps.
 */
public final class UsersSession {

	/** Settings that the leader needs only for its own queries, and not for safety. */
	private static final String AS_NEW = "reset \"IntervalStyle\"; reset bytea_output; reset quote_all_identifiers; "
			+ "reset standard_conforming_strings";

	/**
	 * The session's user and role, and the call that restores its settings, except
	 * settings that are local to a transaction or cannot be set.
	 */
	private static final String STATE = """
			select session_user::text as session, current_setting('role') as role, (
				select pg_catalog.string_agg(pg_catalog.format('pg_catalog.set_config(%L, %L, false)', name, setting), ', ')
				from pg_catalog.pg_settings
				where source = 'session' and context in ('user', 'superuser') and name <> 'search_path'
					and name not in ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable', 'seed')
				) as settings
			""";

	private static final String WITHIN_TRANSACTION = "close all; discard temp; discard sequences";

	private static final String LEFTOVERS = "unlisten *; " + WITHIN_TRANSACTION;

	private final Leadership leadership;

	private final SessionLocks locks;

	private final String restoring;

	/**
	 * Remembers the state of the session, outside a transaction.
	 * @param leadership the leadership whose session is used
	 */
	public UsersSession(Leadership leadership) {
		this.leadership = leadership;
		this.locks = new SessionLocks(leadership);
		this.restoring = restoring(leadership);
	}

	/**
	 * The search path is set before any function call, which could otherwise find
	 * functions of other roles. A statement remains prepared when its transaction is
	 * rolled back.
	 */
	private static String restoring(Leadership leadership) {
		State state = leadership.jdbc().sql(STATE).query(State.class).single();
		return String.join("; ", "set session authorization " + Identifier.quote(state.session()),
				"set role " + (state.role().equals("none") ? "none" : Identifier.quote(state.role())), "reset all",
				"deallocate all", "set search_path = " + SearchPaths.OWN, "select " + state.settings());
	}

	/**
	 * Runs user SQL, with or without transactions, and restores the session afterwards.
	 * @param work the work that runs the statements, with the search path for user SQL
	 */
	public void run(Runnable work) {
		this.leadership.execute(AS_NEW);
		onUsersPath(() -> {
			try {
				work.run();
			}
			finally {
				clean();
			}
		});
	}

	private void onUsersPath(Runnable work) {
		this.leadership.execute(this.leadership.paths().usersPathOfSession());
		try {
			work.run();
		}
		finally {
			if (!this.leadership.isClosed()) {
				this.leadership.execute(this.leadership.paths().ownPathOfSession());
			}
		}
	}

	/**
	 * Restores the settings within the current transaction, before versioned-schema's own
	 * statements follow.
	 */
	public void restoreSettings() {
		this.leadership.execute(this.restoring);
	}

	/**
	 * Returns the statements that reset the session as far as a transaction allows. Later
	 * user SQL does not see its settings and temporary objects.
	 */
	public String endingWithinTransaction() {
		return this.restoring + "; " + WITHIN_TRANSACTION;
	}

	/** Restores the session, outside a transaction. */
	public void clean() {
		if (this.leadership.isClosed()) {
			return;
		}
		this.leadership.execute(this.restoring + "; " + LEFTOVERS);
		this.locks.restore();
	}

	private record State(String session, String role, String settings) {
	}

}

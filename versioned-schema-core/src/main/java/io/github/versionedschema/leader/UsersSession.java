package io.github.versionedschema.leader;

import io.github.versionedschema.schema.Identifier;

/**
 * The leader's session while it runs SQL that the user wrote. Such SQL may change the
 * session as it likes: pasted {@code pg_dump} output empties the search path. It finds
 * the session as a new one, and nothing that it sets reaches the steps behind it.
 */
public final class UsersSession {

	/** What the leader sets for its own questions only, and not for its safety. */
	private static final String AS_NEW = "reset \"IntervalStyle\"; reset bytea_output; reset quote_all_identifiers";

	/**
	 * Who the session is, and the call that sets what is set in it, but for what is true
	 * of a transaction only, or cannot be set.
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
	 * Remembers the session as it is, outside of a transaction.
	 * @param leadership whose session it is
	 */
	public UsersSession(Leadership leadership) {
		this.leadership = leadership;
		this.locks = new SessionLocks(leadership);
		this.restoring = restoring(leadership);
	}

	/**
	 * The path comes before any call, which could otherwise find functions of others. A
	 * statement stays prepared when its transaction is rolled back.
	 */
	private static String restoring(Leadership leadership) {
		State state = leadership.jdbc().sql(STATE).query(State.class).single();
		return String.join("; ", "set session authorization " + Identifier.quote(state.session()),
				"set role " + (state.role().equals("none") ? "none" : Identifier.quote(state.role())), "reset all",
				"deallocate all", "set search_path = " + Leadership.OWN_PATH, "select " + state.settings());
	}

	/**
	 * Runs SQL of the user's, which may use transactions or none, and leaves the session
	 * as it was.
	 * @param work runs the statements, on the user's path
	 */
	public void run(Runnable work) {
		this.leadership.execute(AS_NEW);
		this.leadership.onUsersPath(() -> {
			try {
				work.run();
			}
			finally {
				clean();
			}
		});
	}

	/**
	 * Takes back what was set, within the transaction that is under way: what follows in
	 * it is ours.
	 */
	public void restoreSettings() {
		this.leadership.execute(this.restoring);
	}

	/**
	 * Returns the statements that end the session as far as a transaction lets it: the
	 * next SQL of the user's finds none of its settings and temporary objects.
	 */
	public String endingWithinTransaction() {
		return this.restoring + "; " + WITHIN_TRANSACTION;
	}

	/** Makes the session what it was, outside of a transaction. */
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

package io.github.versionedschema.execute;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.schema.Identifier;

/**
 * The leader's session while it runs SQL that the user wrote. Such SQL may change the
 * session as it likes: pasted {@code pg_dump} output empties the search path. It finds
 * the session as a new one, and nothing that it sets reaches the steps behind it.
 */
final class UsersSession {

	/** What the leader sets for its own questions only, and not for its safety. */
	private static final String AS_NEW = "reset \"IntervalStyle\"; reset bytea_output; reset quote_all_identifiers";

	/** What is true of a transaction only, or cannot be set. */
	private static final String SETTINGS = """
			select name, setting from pg_catalog.pg_settings
			where source = 'session' and context in ('user', 'superuser') and name <> 'search_path'
				and name not in ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable', 'seed')
			""";

	private static final List<String> WITHIN_TRANSACTION = List.of("close all", "discard temp", "discard sequences");

	private static final List<String> LEFTOVERS = Stream.concat(Stream.of("unlisten *"), WITHIN_TRANSACTION.stream())
		.toList();

	private final Leadership leadership;

	private final SessionLocks locks;

	private final String restoring;

	/**
	 * Remembers the session as it is, outside of a transaction.
	 * @param leadership whose session it is
	 */
	UsersSession(Leadership leadership) {
		this.leadership = leadership;
		this.locks = new SessionLocks(leadership);
		this.restoring = restoring(leadership);
	}

	/**
	 * The path comes before any call, which could otherwise find functions of others. A
	 * statement stays prepared when its transaction is rolled back.
	 */
	private static String restoring(Leadership leadership) {
		Roles roles = leadership.jdbc()
			.sql("select session_user::text as session, current_setting('role') as role")
			.query(Roles.class)
			.single();
		String settings = leadership.jdbc()
			.sql(SETTINGS)
			.query((row, number) -> "pg_catalog.set_config(" + Identifier.literal(row.getString("name")) + ", "
					+ Identifier.literal(row.getString("setting")) + ", false)")
			.list()
			.stream()
			.collect(Collectors.joining(", ", "select ", ""));
		return String.join("; ", "set session authorization " + Identifier.quote(roles.session()),
				"set role " + (roles.role().equals("none") ? "none" : Identifier.quote(roles.role())), "reset all",
				"deallocate all", "set search_path = " + Leadership.OWN_PATH, settings);
	}

	/**
	 * Runs SQL of the user's, which may use transactions or none, and leaves the session
	 * as it was.
	 * @param work runs the statements, on the user's path
	 */
	void run(Runnable work) {
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
	void restoreSettings() {
		this.leadership.execute(this.restoring);
	}

	/**
	 * Ends the session as far as the transaction that is under way lets it: the next SQL
	 * of the user's finds none of its temporary objects.
	 */
	void endWithinTransaction() {
		restoreSettings();
		WITHIN_TRANSACTION.forEach(this.leadership::execute);
	}

	/** Makes the session what it was, outside of a transaction. */
	void clean() {
		if (this.leadership.isClosed()) {
			return;
		}
		restoreSettings();
		LEFTOVERS.forEach(this.leadership::execute);
		this.locks.restore();
	}

	private record Roles(String session, String role) {
	}

}

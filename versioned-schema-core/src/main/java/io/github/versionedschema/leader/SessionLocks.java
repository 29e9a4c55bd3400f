package io.github.versionedschema.leader;

import java.util.Set;

import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.postgres.CurrentDatabase;

/**
 * Restores the session-level advisory locks of the leader's session. User SQL may take
 * further locks that would never be released, or release the leader's locks.
 */
final class SessionLocks {

	/** {@code pg_locks} shows a 64-bit key in two halves. */
	private static final String HELD = """
			select case when objsubid = 1
					then (classid::bigint << 32 | objid::bigint)::text
					else pg_catalog.concat_ws(', ', (classid::bigint << 32) >> 32, (objid::bigint << 32) >> 32) end as key,
				mode = 'ShareLock' as shared
			from pg_catalog.pg_locks
			where locktype = 'advisory' and pid = pg_catalog.pg_backend_pid() and granted
				and database = %s
			"""
		.formatted(CurrentDatabase.OID);

	private final Leadership leadership;

	private final Set<Held> before;

	/** Remembers the locks that are held now. */
	SessionLocks(Leadership leadership) {
		this.leadership = leadership;
		this.before = held();
	}

	/**
	 * Releases locks that were taken since, and takes released locks again.
	 * @throws LeadershipLostException if another session has taken one of the leader's
	 * locks
	 */
	void restore() {
		Set<Held> now = held();
		// A session may hold the same lock several times.
		while (!this.before.containsAll(now)) {
			now.stream()
				.filter((lock) -> !this.before.contains(lock))
				.forEach((lock) -> call("pg_advisory_unlock", lock));
			now = held();
		}
		Set<Held> kept = now;
		for (Held lock : this.before.stream().filter((lock) -> !kept.contains(lock)).toList()) {
			if (!call("pg_try_advisory_lock", lock)) {
				throw new LeadershipLostException(
						new IllegalStateException("SQL of the migration gave back the lock " + lock.key()));
			}
		}
	}

	private boolean call(String function, Held lock) {
		return this.leadership.jdbc()
			.sql("select pg_catalog." + function + (lock.shared() ? "_shared(" : "(") + lock.key() + ")")
			.query(Boolean.class)
			.single();
	}

	private Set<Held> held() {
		return this.leadership.jdbc().sql(HELD).query(Held.class).set();
	}

	private record Held(String key, boolean shared) {
	}

}

package io.github.versionedschema.leader;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.postgres.CurrentDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Queries the sessions that hold an advisory lock of versioned-schema. Every role that
 * can connect can take such a lock, as PostgreSQL has no privilege for that. A role can
 * be a leader's if it is the current role, a superuser, or a member of the journal's
 * owner. Before the journal exists, the role must be able to create schemas.
 */
public final class LockHolderQuery {

	private static final String HOLDERS = """
			select distinct coalesce(l.pid, 0) as pid, a.usename, a.application_name, host(a.client_addr) as client_addr,
				a.backend_start, x.gid,
				coalesce(a.usename in (current_user, session_user)
					or case when n.oid is null then has_database_privilege(a.usesysid, current_database(), 'CREATE')
						else pg_has_role(a.usesysid, n.nspowner, 'MEMBER') end, false) as entitled
			from pg_catalog.pg_locks l
				left join pg_catalog.pg_stat_activity a on a.pid = l.pid
				left join pg_catalog.pg_locks t on l.pid is null and t.pid is null and t.locktype = 'transactionid'
					and t.virtualtransaction = l.virtualtransaction
				left join pg_catalog.pg_prepared_xacts x on x.transaction = t.transactionid
				left join pg_catalog.pg_namespace n on n.nspname = 'versioned_schema'
			where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
				and l.classid = :class and l.objid::bigint = :key and l.pid is distinct from pg_backend_pid()
				and l.database = %s
			order by entitled desc, a.backend_start, pid
			"""
		.formatted(CurrentDatabase.OID);

	private final JdbcClient jdbc;

	/**
	 * Creates the query.
	 * @param jdbc a client of any session, which does not count as a holder
	 */
	public LockHolderQuery(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the sessions that hold a lock, in any mode.
	 * @param key the second number of the lock
	 * @return the holders, sessions that can be leaders first
	 */
	public List<LockHolder> holdersOf(int key) {
		return this.jdbc.sql(HOLDERS)
			.param("class", AdvisoryLock.CLASS)
			.param("key", Integer.toUnsignedLong(key))
			.query((row, index) -> holder(row))
			.list();
	}

	private static LockHolder holder(ResultSet row) throws SQLException {
		OffsetDateTime since = row.getObject("backend_start", OffsetDateTime.class);
		return new LockHolder(row.getInt("pid"), row.getString("usename"), row.getString("application_name"),
				row.getString("client_addr"), (since != null) ? since.toInstant() : null, row.getString("gid"),
				row.getBoolean("entitled"));
	}

}

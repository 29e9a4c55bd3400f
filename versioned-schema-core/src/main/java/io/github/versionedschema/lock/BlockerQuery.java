package io.github.versionedschema.lock;

import java.util.List;

import io.github.versionedschema.failure.Blocker;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Queries the sessions for which a process waits. A concurrent index build waits for
 * every snapshot, including that of this query, which is not reported.
 */
public final class BlockerQuery {

	private static final String BLOCKERS = """
			select b.pid, coalesce(a.usename, x.owner) as "user", a.application_name as application, a.state,
				extract(epoch from clock_timestamp() - coalesce(a.xact_start, x.prepared))::float8 as age_seconds,
				a.query, x.gid as prepared
			from (select distinct unnest(pg_blocking_pids(:pid)) as pid) b
			left join pg_stat_activity a on a.pid = b.pid
			left join (
				select distinct p.gid, p.owner, p.prepared
				from pg_locks w
				join pg_locks h on h.granted and h.pid is null and h.locktype = w.locktype
					and (h.database, h.relation, h.page, h.tuple, h.transactionid, h.classid, h.objid, h.objsubid)
						is not distinct from
						(w.database, w.relation, w.page, w.tuple, w.transactionid, w.classid, w.objid, w.objsubid)
				join pg_locks t on t.virtualtransaction = h.virtualtransaction and t.pid is null
					and t.locktype = 'transactionid'
				join pg_prepared_xacts p on p.transaction = t.transactionid
				where w.pid = :pid and not w.granted
			) x on b.pid = 0
			where b.pid <> pg_backend_pid()
			order by coalesce(a.xact_start, x.prepared) nulls last, b.pid, x.gid
			""";

	private final JdbcClient jdbc;

	/**
	 * Creates the query.
	 * @param jdbc a client of any session but the waiting one
	 */
	public BlockerQuery(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the sessions that currently block a process, oldest transaction first.
	 * @param pid process ID of the waiting session
	 */
	public List<Blocker> blockersOf(int pid) {
		return this.jdbc.sql(BLOCKERS).param("pid", pid).query(Blocker.class).list();
	}

}

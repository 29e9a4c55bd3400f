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
			select b.pid, a.usename as "user", a.application_name as application, a.state,
				extract(epoch from clock_timestamp() - a.xact_start)::float8 as age_seconds, a.query
			from (select distinct unnest(pg_blocking_pids(?)) as pid) b
			left join pg_stat_activity a on a.pid = b.pid
			where b.pid <> pg_backend_pid()
			order by a.xact_start nulls last, b.pid
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
		return this.jdbc.sql(BLOCKERS).params(pid).query(Blocker.class).list();
	}

}

package io.github.versionedschema.lock;

import java.util.List;

import io.github.versionedschema.failure.Blocker;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks the server whom a process waits for. An index that is built beside its users waits
 * for every snapshot, and so for that of the question too, which is not meant.
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
	 * @param jdbc of any session but the one that waits
	 */
	public BlockerQuery(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns who blocks a process at this moment, oldest transaction first.
	 * @param pid the process that waits
	 */
	public List<Blocker> blockersOf(int pid) {
		return this.jdbc.sql(BLOCKERS).params(pid).query(Blocker.class).list();
	}

}

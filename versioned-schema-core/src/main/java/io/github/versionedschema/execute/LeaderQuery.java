package io.github.versionedschema.execute;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks the server who leads.
 */
public final class LeaderQuery {

	private static final String LEADER = """
			select l.pid, host(a.client_addr) as address
			from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
			where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
				and l.classid = :class and l.objid::bigint = :key
				and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
			""";

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Creates the query.
	 * @param jdbc of any session
	 * @param baseSchema where the tables are
	 */
	public LeaderQuery(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/** Returns who leads at this moment. */
	public Optional<CurrentLeader> find() {
		return this.jdbc.sql(LEADER)
			.param("class", AdvisoryLock.CLASS)
			.param("key", Integer.toUnsignedLong(AdvisoryLock.leaderKey(this.baseSchema)))
			.query(CurrentLeader.class)
			.optional();
	}

	/**
	 * The session that leads.
	 *
	 * @param pid of its server process
	 * @param address of the client, or null for a local socket or when hidden
	 */
	public record CurrentLeader(int pid, @Nullable String address) {

		@Override
		public String toString() {
			return "pid " + this.pid + ((this.address != null) ? " from " + this.address : "");
		}

	}

}

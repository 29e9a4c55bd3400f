package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.postgres.RawSql;
import io.github.versionedschema.postgres.ServerFacts;
import io.github.versionedschema.postgres.ServerPath;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Takes the leadership of a base schema, of which there is one in the whole cluster.
 */
public final class Leader {

	/** What the leader's sessions are called in {@code pg_stat_activity}. */
	public static final String APPLICATION_NAME = "versioned-schema leader";

	/** How long a leader that was killed can seem to lead on, on most platforms. */
	public static final Duration UNNOTICED = Duration.ofSeconds(2);

	private static final Logger logger = LoggerFactory.getLogger(Leader.class);

	/**
	 * Limits that role or database may set are for clients. The path is
	 * {@link Leadership#OWN_PATH} for everything but the user's SQL. No transaction of a
	 * leader that is suspended stays open; where others wait for its locks, it says so
	 * with a shorter time. The keep-alives let the server notice within a minute that the
	 * leader's machine is gone.
	 */
	private static final String SESSION = """
			select set_config(name, value, false) from (values
				('application_name', '%s'),
				('search_path', '%s'),
				('statement_timeout', '0'),
				('lock_timeout', '%s'),
				('idle_in_transaction_session_timeout', '10s'),
				('idle_session_timeout', '0'),
				('transaction_timeout', '0'),
				('default_transaction_isolation', 'read committed'),
				('default_transaction_read_only', 'off'),
				('quote_all_identifiers', 'off'),
				('IntervalStyle', 'postgres'),
				('bytea_output', 'hex'),
				('tcp_keepalives_idle', '20'),
				('tcp_keepalives_interval', '10'),
				('tcp_keepalives_count', '3'),
				('tcp_user_timeout', '50000')) as setting (name, value)
			where current_setting(name, true) is not null
			""".formatted(APPLICATION_NAME, Leadership.OWN_PATH, LockTimeout.USUAL);

	private final ConnectionSource connections;

	private final String baseSchema;

	private final LockSettings locks;

	private final @Nullable String applicationRole;

	private final Samples samples;

	/** Creates a candidate with the application's role that tells samples of rows. */
	public Leader(ConnectionSource connections, String baseSchema, LockSettings locks) {
		this(connections, baseSchema, locks, null, new Samples(true));
	}

	/**
	 * Creates a candidate.
	 * @param connections where the leader's connection comes from
	 * @param baseSchema where the tables are
	 * @param locks how it will wait for locks
	 * @param applicationRole the application's role, or null when it is the leader's
	 * @param samples what may be told of rows
	 */
	public Leader(ConnectionSource connections, String baseSchema, LockSettings locks, @Nullable String applicationRole,
			Samples samples) {
		this.applicationRole = applicationRole;
		this.connections = connections;
		this.baseSchema = baseSchema;
		this.locks = locks;
		this.samples = samples;
	}

	/**
	 * Takes the leadership if nobody has it.
	 * @param stop tells the leader to stop
	 * @return the leadership, to be closed by the caller; empty while another instance
	 * leads
	 * @throws UnsupportedServerException if the server cannot be used
	 * @throws MissingPrivilegeException if the role lacks a right
	 */
	public Optional<Leadership> tryLead(StopSignal stop) {
		Leadership candidate = look(stop);
		try {
			boolean leads = candidate.jdbc()
				.sql("select pg_try_advisory_lock(?, ?)")
				.params(AdvisoryLock.CLASS, AdvisoryLock.leaderKey(this.baseSchema))
				.query(Boolean.class)
				.single();
			if (leads) {
				return Optional.of(candidate);
			}
		}
		catch (RuntimeException ex) {
			candidate.close();
			throw candidate.translate(ex);
		}
		candidate.close();
		return Optional.empty();
	}

	/**
	 * Opens a session that is like the leader's and does not lead: it must not leave any
	 * change behind.
	 * @param stop tells the session to stop
	 * @return the session, to be closed by the caller
	 * @throws UnsupportedServerException if the server cannot be used
	 * @throws MissingPrivilegeException if the role lacks a right
	 */
	public Leadership look(StopSignal stop) {
		stop.check();
		Connection connection = open();
		try {
			return prepare(connection, stop);
		}
		catch (SQLException | RuntimeException ex) {
			closeQuietly(connection);
			throw (ex instanceof RuntimeException unchecked) ? unchecked : new DatabaseUnreachableException(ex);
		}
	}

	private Connection open() {
		try {
			return this.connections.open();
		}
		catch (SQLException ex) {
			throw new DatabaseUnreachableException(ex);
		}
	}

	private Leadership prepare(Connection connection, StopSignal stop) throws SQLException {
		ServerCheck.requirePostgres(connection);
		connection.setAutoCommit(true);
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		ServerFacts server = ServerFacts.read(jdbc, this.baseSchema);
		new ServerCheck(this.baseSchema, this.locks).require(server);
		new PoolerCheck(this.connections).require(connection, server.pid());
		jdbc.sql(SESSION).query().listOfRows();
		letTheServerNoticeAKilledLeader(connection);
		return new Leadership(connection, this.baseSchema, usersSchemas(jdbc, server), server, stop, this.samples);
	}

	/**
	 * What is only on the application's path is found as well, where it has a role of its
	 * own.
	 */
	private SearchPath usersSchemas(JdbcClient jdbc, ServerFacts server) {
		SearchPath own = SearchPath.parse(server.searchPath()).startingWith(List.of(this.baseSchema));
		return (this.applicationRole != null) ? own.followedBy(new ServerPath(jdbc).of(this.applicationRole).schemas())
				: own;
	}

	/** Also during a long statement, as far as the server's platform can. */
	private static void letTheServerNoticeAKilledLeader(Connection connection) {
		try {
			RawSql.execute(connection, "set client_connection_check_interval = " + UNNOTICED.toMillis());
		}
		catch (SQLException ex) {
			logger.debug("The server cannot watch its clients during a statement", ex);
		}
	}

	private static void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			logger.debug("A connection was not closed in order", ex);
		}
	}

}

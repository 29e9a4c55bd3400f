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
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Takes the leadership of a base schema. There is at most one leader among all instances.
 */
public final class Leader {

	/** The {@code application_name} of the leader's sessions. */
	public static final String APPLICATION_NAME = "versioned-schema leader";

	/** How long a killed leader can appear to be the leader, on most platforms. */
	public static final Duration UNNOTICED = Duration.ofSeconds(2);

	private static final Logger logger = LoggerFactory.getLogger(Leader.class);

	/**
	 * Resets limits that role or database set for clients. The search path is
	 * {@link SearchPaths#OWN} except for user SQL. The server ends open transactions of a
	 * suspended leader; transactions with locks on tables in use set a shorter limit.
	 * Keep-alives let the server notice within a minute that the leader's host is lost.
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
				('standard_conforming_strings', 'on'),
				('IntervalStyle', 'postgres'),
				('bytea_output', 'hex'),
				('tcp_keepalives_idle', '20'),
				('tcp_keepalives_interval', '10'),
				('tcp_keepalives_count', '3'),
				('tcp_user_timeout', '50000')) as setting (name, value)
			where current_setting(name, true) is not null
			""".formatted(APPLICATION_NAME, SearchPaths.OWN, LockTimeout.USUAL);

	private final ConnectionSource connections;

	private final String baseSchema;

	private final LockSettings locks;

	private final @Nullable String applicationRole;

	private final Samples samples;

	/** Creates a candidate that uses the application's role and shows samples of rows. */
	public Leader(ConnectionSource connections, String baseSchema, LockSettings locks) {
		this(connections, baseSchema, locks, null, new Samples(true));
	}

	/**
	 * Creates a candidate.
	 * @param connections source of the leader's connection
	 * @param baseSchema the schema that contains the tables
	 * @param locks the lock settings
	 * @param applicationRole the application's role, or null if it is the leader's role
	 * @param samples which values of rows may be shown
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
	 * Takes the leadership if there is no leader.
	 * @param stop tells the leader to stop
	 * @return the leadership, to be closed by the caller; empty while another instance is
	 * the leader
	 * @throws UnsupportedServerException if the server cannot be used
	 * @throws MissingPrivilegeException if the role lacks a privilege
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
	 * Opens a session with the leader's settings that is not the leader. It must not
	 * leave changes behind.
	 * @param stop tells the session to stop
	 * @return the session, to be closed by the caller
	 * @throws UnsupportedServerException if the server cannot be used
	 * @throws MissingPrivilegeException if the role lacks a privilege
	 */
	public Leadership look(StopSignal stop) {
		stop.check();
		Connection connection = open();
		try {
			return prepare(connection, stop);
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
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
	 * If the application has its own role, schemas that are only on its search path are
	 * found as well.
	 */
	private SearchPath usersSchemas(JdbcClient jdbc, ServerFacts server) {
		SearchPath own = SearchPath.parse(server.searchPath()).startingWith(List.of(this.baseSchema));
		return (this.applicationRole != null) ? own.followedBy(new ServerPath(jdbc).of(this.applicationRole).schemas())
				: own;
	}

	/** Also during a long statement, if the server's platform supports it. */
	private static void letTheServerNoticeAKilledLeader(Connection connection) {
		try {
			RawSql.execute(connection, "set client_connection_check_interval = " + UNNOTICED.toMillis());
		}
		catch (SQLException ex) {
			logger.debug("The server cannot watch its clients during a statement", ex);
		}
	}

}

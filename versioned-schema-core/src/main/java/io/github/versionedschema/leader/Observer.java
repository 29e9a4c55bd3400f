package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.journal.JournalReader;
import io.github.versionedschema.journal.RunStore;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.postgres.RawSql;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A connection that looks at what the leader does, and changes nothing.
 */
public final class Observer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Observer.class);

	/** How often to look for a notification that has arrived; asks the server nothing. */
	private static final Duration GLANCE = Duration.ofMillis(100);

	/** Its questions are short; where no answer comes, none will. */
	private static final int PATIENCE_MILLIS = 30_000;

	/** What it reads is locked by nobody for long, but for an operator by hand. */
	private static final String SESSION = "set search_path to " + Leadership.OWN_PATH + "; set lock_timeout = '10s'";

	private final Connection connection;

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Opens the connection.
	 * @param connections where it comes from
	 * @param baseSchema where the tables are
	 * @throws DatabaseUnreachableException if there is none
	 * @throws UnsupportedServerException if it leads to something else than PostgreSQL
	 */
	public Observer(ConnectionSource connections, String baseSchema) {
		this.connection = open(connections);
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
		this.baseSchema = baseSchema;
	}

	private static Connection open(ConnectionSource connections) {
		Connection connection = null;
		try {
			connection = connections.open();
			ServerCheck.requirePostgres(connection);
			connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
			prepareSession(connection);
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw (ex instanceof RuntimeException unchecked) ? unchecked : new DatabaseUnreachableException(ex);
		}
	}

	/**
	 * Our own sessions do not count as clients, and call nothing that others may have put
	 * on the path.
	 */
	public static void prepareSession(Connection connection) throws SQLException {
		RawSql.execute(connection, SESSION);
		if (!Leader.APPLICATION_NAME.equals(connection.getClientInfo("ApplicationName"))) {
			connection.setClientInfo("ApplicationName", Leader.APPLICATION_NAME);
		}
	}

	/** Returns a client of the connection. */
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	/** Returns what reads the journal. */
	public JournalReader journal() {
		return new JournalReader(this.jdbc, this.baseSchema);
	}

	/** Returns what asks who leads. */
	public LeaderQuery leader() {
		return new LeaderQuery(this.jdbc, this.baseSchema);
	}

	/** Begins to listen; what is announced from now on ends {@link #awaitChange}. */
	public void listen() {
		this.jdbc.sql("listen " + RunStore.CHANNEL).update();
	}

	/**
	 * Waits until something is announced, or a while, as an announcement can be missed.
	 * @param longest how long to wait at most
	 * @param stop ends the wait
	 * @throws StoppedException as soon as somebody asks to stop
	 */
	public void awaitChange(Duration longest, StopSignal stop) {
		long end = System.nanoTime() + longest.toNanos();
		try {
			PGConnection notified = this.connection.unwrap(PGConnection.class);
			while (System.nanoTime() < end && notified.getNotifications().length == 0) {
				stop.pause(GLANCE);
			}
		}
		catch (SQLException ex) {
			throw new DatabaseUnreachableException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			logger.debug("A connection was not closed in order", ex);
		}
	}

}

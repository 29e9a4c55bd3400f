package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.journal.JournalReader;
import io.github.versionedschema.journal.PolledJournal;
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
 * A read-only connection that observes the leader.
 */
public final class Observer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Observer.class);

	/** How often to poll for notifications that have arrived; this sends no query. */
	private static final Duration GLANCE = Duration.ofMillis(100);

	/** The queries are short. A missing answer means that the connection is lost. */
	private static final int PATIENCE_MILLIS = 30_000;

	/** Only manual locks of an operator can block the tables that it reads for long. */
	private static final String SESSION = "set search_path to " + SearchPaths.OWN + "; set lock_timeout = '10s'";

	private final Connection connection;

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Opens the connection.
	 * @param connections source of the connection
	 * @param baseSchema where the tables are
	 * @throws DatabaseUnreachableException if no connection can be opened
	 * @throws UnsupportedServerException if the database is not PostgreSQL
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
			prepareSession(connection);
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw (ex instanceof RuntimeException unchecked) ? unchecked : new DatabaseUnreachableException(ex);
		}
	}

	/**
	 * Prepares a connection for short queries. Sessions of versioned-schema do not count
	 * as clients, and call no functions that other roles may have created on the search
	 * path. A query fails if the network transmits no answer.
	 */
	public static void prepareSession(Connection connection) throws SQLException {
		connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
		RawSql.execute(connection, SESSION);
		if (!Leader.APPLICATION_NAME.equals(connection.getClientInfo("ApplicationName"))) {
			connection.setClientInfo("ApplicationName", Leader.APPLICATION_NAME);
		}
	}

	/** Returns a client of the connection. */
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	/** Returns the reader of the journal. */
	public JournalReader journal() {
		return new JournalReader(this.jdbc, this.baseSchema);
	}

	/** Returns a reader for repeated reads of the journal. */
	public PolledJournal polledJournal() {
		return new PolledJournal(journal());
	}

	/** Returns the query for the current leader. */
	public LeaderQuery leader() {
		return new LeaderQuery(this.jdbc, this.baseSchema);
	}

	/** Starts to listen. Later notifications end {@link #awaitChange}. */
	public void listen() {
		this.jdbc.sql("listen " + RunStore.CHANNEL).update();
	}

	/**
	 * Waits for a notification, for a limited time, as notifications can be missed.
	 * @param longest how long to wait at most
	 * @param stop the signal that ends the wait
	 * @throws StoppedException as soon as the stop signal is given
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

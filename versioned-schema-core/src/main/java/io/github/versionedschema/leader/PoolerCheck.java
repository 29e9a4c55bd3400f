package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.postgres.ConnectionSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a pooler that gives a server session to other clients between transactions.
 * Locks and settings of the session would affect other clients.
 */
final class PoolerCheck {

	private static final Logger logger = LoggerFactory.getLogger(PoolerCheck.class);

	/** PgBouncer's error for a transaction in statement mode. */
	private static final String NO_TRANSACTIONS = "not allowed in statement pooling mode";

	private static final int PATIENCE_MILLIS = 5_000;

	private final ConnectionSource connections;

	PoolerCheck(ConnectionSource connections) {
		this.connections = connections;
	}

	/**
	 * Refuses a pooler in transaction mode.
	 * @param connection a connection in auto-commit mode
	 * @param pid process ID of the server process that answered
	 */
	void require(Connection connection, int pid) throws SQLException {
		// A pooler reports process IDs of its own to clients.
		if (connection.isWrapperFor(PGConnection.class) && connection.unwrap(PGConnection.class).getBackendPID() != pid
				&& isShared(connection, pid)) {
			throw new UnsupportedServerException(
					"The leader's connection goes through a pooler in transaction or statement mode (such as PgBouncer with pool_mode=transaction), which shares one session among clients.",
					"Give the leader a direct URL, or one of a pool in session mode.");
		}
	}

	private boolean isShared(Connection connection, int pid) throws SQLException {
		try (Connection other = this.connections.open()) {
			other.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
			other.setAutoCommit(false);
			int otherPid = pid(other);
			boolean shared = otherPid == pid || pid(connection) != pid;
			other.rollback();
			return shared;
		}
		catch (SQLException ex) {
			if (String.valueOf(ex.getMessage()).contains(NO_TRANSACTIONS)) {
				return true;
			}
			logger.warn("Could not determine whether the pooler in front of the server keeps sessions together", ex);
			return false;
		}
	}

	private static int pid(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
			result.next();
			return result.getInt(1);
		}
	}

}

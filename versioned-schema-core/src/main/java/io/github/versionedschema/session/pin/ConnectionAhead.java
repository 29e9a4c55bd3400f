package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Opens a connection in advance. The first connection of a process is slow to open, and
 * can be opened while the application creates its beans. If it can be attached, the
 * version can be used. It is handed to the first caller.
 */
final class ConnectionAhead implements AutoCloseable {

	/** Limits the wait for a server that accepts the connection and never answers. */
	private static final String LOGIN_TIMEOUT_SECONDS = "30";

	private static final int VALIDATION_TIMEOUT_SECONDS = 1;

	private final PinnedConnections connections;

	private final PinnedVersion version;

	private final AtomicReference<@Nullable Connection> kept = new AtomicReference<>();

	private volatile boolean closed;

	ConnectionAhead(PinnedConnections connections, PinnedVersion version) {
		this.connections = connections;
		this.version = version;
	}

	/**
	 * Opens it if the version is live in its default schema.
	 * @return the version's schema, or empty if it must be determined in another way
	 */
	Optional<String> open() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
		String schema = this.version.usualSchema();
		Connection connection = this.connections.openIfLive(schema, properties);
		if (connection == null) {
			return Optional.empty();
		}
		this.kept.set(connection);
		if (this.closed) {
			close();
		}
		return Optional.of(schema);
	}

	/**
	 * Hands it over once, unless another schema or user is requested or the connection
	 * was lost.
	 */
	@Nullable Connection take(String schema, Properties properties) {
		Connection connection = this.kept.getAndSet(null);
		if (connection == null) {
			return null;
		}
		if (isWanted(connection, schema, properties.getProperty("user"))) {
			return connection;
		}
		JdbcUtils.closeConnection(connection);
		return null;
	}

	private boolean isWanted(Connection connection, String wanted, @Nullable String user) {
		try {
			return wanted.equals(this.version.usualSchema())
					&& (user == null || user.equals(connection.getMetaData().getUserName()))
					&& connection.isValid(VALIDATION_TIMEOUT_SECONDS);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Closes it unless it was handed over. No further connection is kept. */
	@Override
	public void close() {
		this.closed = true;
		JdbcUtils.closeConnection(this.kept.getAndSet(null));
	}

}

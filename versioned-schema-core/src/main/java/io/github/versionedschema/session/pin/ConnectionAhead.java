package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A connection that is opened before anybody asks for one: the first of a process takes
 * its time, which may as well pass while the application creates its beans. That it could
 * be attached is also the answer to whether the version can be used. It is kept for the
 * first who asks.
 */
final class ConnectionAhead implements AutoCloseable {

	/** A server that takes the connection and never answers keeps nobody for longer. */
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
	 * Opens it if the version is live, in the schema that versions usually have.
	 * @return the version's schema, or nothing when that is to be found out in another
	 * way
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
	 * Hands it over, once, unless another schema or user is wanted or it was lost
	 * meanwhile.
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

	/** Closes it unless it was handed over. None is kept from now on. */
	@Override
	public void close() {
		this.closed = true;
		JdbcUtils.closeConnection(this.kept.getAndSet(null));
	}

}

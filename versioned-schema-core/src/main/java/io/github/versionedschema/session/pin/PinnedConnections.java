package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.session.pin.PathsOfRoles.RolePath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Opens connections with the search path of a version and attaches them.
 */
final class PinnedConnections {

	private static final Logger logger = LoggerFactory.getLogger(PinnedConnections.class);

	private static final String LONGEST_LOOK_SECONDS = "30";

	private final PhysicalConnections connections;

	private final PinnedVersion version;

	private final PathsOfRoles paths;

	private final AtomicBoolean poolerReported = new AtomicBoolean();

	PinnedConnections(PhysicalConnections connections, PinnedVersion version) {
		this.connections = connections;
		this.version = version;
		this.paths = new PathsOfRoles(connections);
	}

	/**
	 * Opens a connection in a version's schema, or throws the reason why it cannot be
	 * used.
	 */
	Connection open(String schema, Properties properties) throws SQLException {
		Connection connection = connect(schema, properties);
		try {
			attached(Attachment.attach(connection, this.version));
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	/**
	 * Attaches a connection that also uses versions of other base schemas, or throws the
	 * reason why the version cannot be used.
	 */
	void attachBehindOthers(Connection connection, String schema) throws SQLException {
		attached(Attachment.attachBehindOthers(connection, this.version, schema));
	}

	private void attached(boolean directly) {
		if (!directly && this.poolerReported.compareAndSet(false, true)) {
			logger.warn(
					"Connections to version \"{}\" go through a pooler such as PgBouncer. It must be in session "
							+ "pooling mode, or sessions lose the version that they use; a direct URL is better",
					this.version.version());
		}
	}

	/** Opens a connection if the version is live in that schema. */
	@Nullable Connection openIfLive(String schema, Properties properties) throws SQLException {
		Connection connection = connect(schema, properties);
		boolean attached = false;
		try {
			attached = Attachment.attachIfLive(connection, this.version);
		}
		finally {
			if (!attached) {
				JdbcUtils.closeConnection(connection);
			}
		}
		return attached ? connection : null;
	}

	/**
	 * Checks whether the version can be used in that schema, or throws the reason why
	 * not.
	 */
	void look(String schema, Properties properties) throws SQLException {
		JdbcUtils.closeConnection(look(properties, (limited) -> open(schema, limited)));
	}

	/** Returns whether the version is live in that schema. */
	boolean isLive(String schema, Properties properties) throws SQLException {
		Connection connection = look(properties, (limited) -> openIfLive(schema, limited));
		JdbcUtils.closeConnection(connection);
		return connection != null;
	}

	/**
	 * Such a check must end even if the network fails. Credentials from the pool may have
	 * expired; in that case, the configured credentials are tried.
	 */
	private static @Nullable Connection look(Properties properties, Look look) throws SQLException {
		try {
			return look.open(limited(properties));
		}
		catch (SQLException ex) {
			if (properties.containsKey("user") && SqlStates.isInvalidAuthorization(ex)) {
				return look.open(limited(new Properties()));
			}
			throw ex;
		}
	}

	private static Properties limited(Properties properties) {
		Properties limited = new Properties();
		limited.putAll(properties);
		limited.setProperty("loginTimeout", LONGEST_LOOK_SECONDS);
		limited.setProperty("socketTimeout", LONGEST_LOOK_SECONDS);
		return limited;
	}

	private Connection connect(String schema, Properties properties) throws SQLException {
		RolePath server = this.paths.of(properties);
		properties.setProperty(JdbcUrl.CURRENT_SCHEMA, this.version.searchPath(schema, server.path(), server.role()));
		return PoolerInBetweenException.explain(() -> Secrets.open(() -> this.connections.open(properties)));
	}

	@FunctionalInterface
	private interface Look {

		@Nullable Connection open(Properties properties) throws SQLException;

	}

	static Properties credentials(String username, @Nullable String password) {
		Properties credentials = new Properties();
		credentials.setProperty("user", username);
		if (password != null) {
			credentials.setProperty("password", password);
		}
		return credentials;
	}

}

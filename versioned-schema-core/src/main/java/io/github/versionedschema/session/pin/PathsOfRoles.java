package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.schema.SearchPath;

/**
 * Determines the search paths that the server sets for the application's roles, which
 * pinned connections keep. Only a connection without a search path of its own shows them.
 */
final class PathsOfRoles {

	private static final String PATH = """
			select pg_catalog.current_setting('search_path'), current_user::pg_catalog.text
			""";

	private static final String OLDEST_SERVER = "15";

	private final PhysicalConnections connections;

	private final Map<String, RolePath> known = new ConcurrentHashMap<>();

	PathsOfRoles(PhysicalConnections connections) {
		this.connections = connections;
	}

	/**
	 * Returns the search path of the role that connects with these properties. It is
	 * queried only once.
	 * @param properties the properties of the connection
	 */
	RolePath of(Properties properties) throws SQLException {
		String user = properties.getProperty("user", "");
		RolePath path = this.known.get(user);
		if (path == null) {
			path = ask(properties);
			this.known.put(user, path);
		}
		return path;
	}

	private RolePath ask(Properties properties) throws SQLException {
		Properties plain = new Properties();
		plain.putAll(properties);
		plain.remove(JdbcUrl.CURRENT_SCHEMA);
		// This session does not count as an unattached client.
		plain.setProperty(PhysicalConnections.APPLICATION_NAME, Leader.APPLICATION_NAME);
		try {
			Properties frugal = new Properties();
			frugal.putAll(plain);
			// With this, the driver needs no statements for its own settings.
			frugal.setProperty("assumeMinServerVersion", OLDEST_SERVER);
			return read(frugal);
		}
		catch (SQLException ex) {
			if (SqlStates.is(ex, SqlStates.PROTOCOL_VIOLATION)) {
				return read(plain);
			}
			throw ex;
		}
	}

	private RolePath read(Properties properties) throws SQLException {
		try (Connection connection = PoolerInBetweenException
			.explain(() -> Secrets.open(() -> this.connections.open(properties)));
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(PATH)) {
			row.next();
			return new RolePath(SearchPath.parse(row.getString(1)), row.getString(2));
		}
	}

	/**
	 * The search path that the server sets for a role.
	 *
	 * @param path the search path
	 * @param role the role's name
	 */
	record RolePath(SearchPath path, String role) {
	}

}

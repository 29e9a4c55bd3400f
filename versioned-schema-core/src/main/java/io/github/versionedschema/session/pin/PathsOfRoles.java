package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.schema.SearchPath;

/**
 * The paths that the server sets for the roles of an application, which its connections
 * keep. Only a connection that starts without a path shows it.
 */
final class PathsOfRoles {

	private static final String PATH = """
			select pg_catalog.current_setting('search_path'), current_user::pg_catalog.text
			""";

	private static final String OLDEST_SERVER = "15";

	/** PgBouncer does not take every setting when a connection starts. */
	private static final String UNKNOWN_TO_POOLER = "08P01";

	private final PhysicalConnections connections;

	private final Map<String, RolePath> known = new ConcurrentHashMap<>();

	PathsOfRoles(PhysicalConnections connections) {
		this.connections = connections;
	}

	/**
	 * Returns the path of the role that connects with these properties; asks once.
	 * @param properties of a connection to be opened
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
		// It is no client on no version.
		plain.setProperty(PhysicalConnections.APPLICATION_NAME, Leader.APPLICATION_NAME);
		try {
			Properties frugal = new Properties();
			frugal.putAll(plain);
			// The driver's own settings need no statements then.
			frugal.setProperty("assumeMinServerVersion", OLDEST_SERVER);
			return read(frugal);
		}
		catch (SQLException ex) {
			if (UNKNOWN_TO_POOLER.equals(ex.getSQLState())) {
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
	 * What the server sets for a role.
	 *
	 * @param path the path
	 * @param role the role's name
	 */
	record RolePath(SearchPath path, String role) {
	}

}

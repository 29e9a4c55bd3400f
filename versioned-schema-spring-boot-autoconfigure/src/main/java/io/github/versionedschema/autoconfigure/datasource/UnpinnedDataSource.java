package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.session.pin.PhysicalConnections;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Opens a new connection each time, on the base schema and without a version. The first
 * connection checks whether the database is empty.
 */
final class UnpinnedDataSource extends AbstractDataSource {

	private static final String PATH = "select pg_catalog.current_setting('search_path'), current_user::pg_catalog.text";

	private static final String SET_PATH = "select pg_catalog.set_config('search_path', ?, false)";

	private final PhysicalConnections connections;

	private final FreshDatabase fresh;

	private final String baseSchema;

	UnpinnedDataSource(PhysicalConnections connections, FreshDatabase fresh, String baseSchema) {
		this.connections = connections;
		this.fresh = fresh;
		this.baseSchema = baseSchema;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return open(new Properties());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return open(ConnectionSettings.properties(new Properties(), username, password));
	}

	private Connection open(Properties properties) throws SQLException {
		Connection connection = this.connections.open(properties);
		try {
			findBaseSchema(connection);
			this.fresh.look(connection, this.baseSchema);
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	/**
	 * The role's own path may lack the base schema; then tables would be created
	 * elsewhere.
	 */
	private void findBaseSchema(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet now = statement.executeQuery(PATH)) {
			now.next();
			SearchPath path = SearchPath.parse(now.getString(1));
			SearchPath wanted = path.ofBase(this.baseSchema, now.getString(2));
			if (!wanted.equals(path)) {
				set(connection, wanted);
			}
		}
	}

	private static void set(Connection connection, SearchPath path) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(SET_PATH)) {
			statement.setString(1, path.sql());
			statement.execute();
		}
	}

}

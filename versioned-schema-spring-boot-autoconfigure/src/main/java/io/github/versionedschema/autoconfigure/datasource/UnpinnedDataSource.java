package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import io.github.versionedschema.session.pin.PhysicalConnections;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Opens a new connection each time, on the base schema and without a version. The first
 * connection checks whether the database is empty.
 */
final class UnpinnedDataSource extends AbstractDataSource {

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
			this.fresh.look(connection, this.baseSchema);
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

}

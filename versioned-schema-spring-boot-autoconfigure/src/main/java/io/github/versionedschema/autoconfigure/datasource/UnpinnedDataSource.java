package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import io.github.versionedschema.session.PhysicalConnections;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens a new connection each time, on the base schema and attached to no version.
 */
final class UnpinnedDataSource extends AbstractDataSource {

	private final PhysicalConnections connections;

	UnpinnedDataSource(PhysicalConnections connections) {
		this.connections = connections;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.connections.open(new Properties());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.connections.open(ConnectionSettings.properties(new Properties(), username, password));
	}

}

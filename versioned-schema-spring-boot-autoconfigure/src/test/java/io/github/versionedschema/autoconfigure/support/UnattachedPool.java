package io.github.versionedschema.autoconfigure.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * The sessions of a release without the starter.
 */
public final class UnattachedPool implements AutoCloseable {

	private static final int SIZE = 3;

	private final List<Connection> connections = new ArrayList<>();

	public UnattachedPool(DataSource dataSource) throws SQLException {
		for (int i = 0; i < SIZE; i++) {
			this.connections.add(dataSource.getConnection());
		}
	}

	/** Returns whether every session still works. */
	public boolean works() throws SQLException {
		for (Connection connection : this.connections) {
			if (!connection.isValid(5)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void close() throws SQLException {
		for (Connection connection : this.connections) {
			connection.close();
		}
	}

}

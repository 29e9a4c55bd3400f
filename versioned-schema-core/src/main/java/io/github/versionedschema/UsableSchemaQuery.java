package io.github.versionedschema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.versionedschema.execute.ConnectionSource;
import io.github.versionedschema.execute.DatabaseUnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the schema of a live version, in one statement.
 */
final class UsableSchemaQuery {

	private static final String SCHEMA = """
			select schema_name from versioned_schema.version where base_schema = ? and name = ? and state = 'live'
			""";

	private static final String INSTALLED = "select to_regclass('versioned_schema.version') is not null";

	private static final String UNDEFINED_TABLE = "42P01";

	private final ConnectionSource connections;

	private final String baseSchema;

	/** Spares the server's log an error each time while there is no journal. */
	private volatile boolean missing;

	UsableSchemaQuery(ConnectionSource connections, String baseSchema) {
		this.connections = connections;
		this.baseSchema = baseSchema;
	}

	@Nullable String find(String version) {
		try (Connection connection = this.connections.open()) {
			if (this.missing && !isInstalled(connection)) {
				return null;
			}
			return find(connection, version);
		}
		catch (SQLException ex) {
			if (UNDEFINED_TABLE.equals(ex.getSQLState())) {
				this.missing = true;
				return null;
			}
			throw new DatabaseUnreachableException(ex);
		}
	}

	private static boolean isInstalled(Connection connection) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(INSTALLED); ResultSet row = query.executeQuery()) {
			return row.next() && row.getBoolean(1);
		}
	}

	private @Nullable String find(Connection connection, String version) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(SCHEMA)) {
			query.setString(1, this.baseSchema);
			query.setString(2, version);
			try (ResultSet row = query.executeQuery()) {
				this.missing = false;
				return row.next() ? row.getString(1) : null;
			}
		}
	}

}

package io.github.versionedschema.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Asks whether a version can be used. That is what an application waits for at its start,
 * so it is plain JDBC: of Spring's, fifty classes would be loaded for one row.
 */
final class VersionLook {

	private static final String USABLE = """
			select schema_name from versioned_schema.version where base_schema = ? and name = ? and state = 'live'
			""";

	private final Connection connection;

	private final String baseSchema;

	VersionLook(Connection connection, String baseSchema) {
		this.connection = connection;
		this.baseSchema = baseSchema;
	}

	/** Returns the version's schema; empty unless it is live. */
	Optional<String> usableSchema(String version) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(USABLE)) {
			statement.setString(1, this.baseSchema);
			statement.setString(2, version);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
			}
		}
	}

}

package io.github.versionedschema.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs SQL text exactly as it is: no parameters, and no JDBC escapes, which would read
 * the braces of an array literal.
 */
final class RawSql {

	private RawSql() {
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

}

package io.github.versionedschema.execute;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

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

	/**
	 * Runs statements in order, all of which travel to the server in one message: while
	 * they hold locks, nobody waits for the network.
	 * @throws SQLException of the first that fails; the server has skipped the others
	 */
	static void executeTogether(Connection connection, List<String> statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				statement.addBatch(sql);
			}
			statement.executeBatch();
		}
		catch (BatchUpdateException ex) {
			throw (ex.getNextException() != null) ? ex.getNextException() : ex;
		}
	}

}

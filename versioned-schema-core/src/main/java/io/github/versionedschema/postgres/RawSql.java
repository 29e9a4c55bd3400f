package io.github.versionedschema.postgres;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/**
 * Runs unmodified SQL text, without parameters and without JDBC escapes, which would
 * interpret the braces of an array literal.
 */
public final class RawSql {

	private RawSql() {
	}

	public static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

	/**
	 * Runs statements in order, as one message.
	 * @return the rows of the last query
	 */
	public static <T> List<T> query(Connection connection, List<String> statements, RowMapper<T> mapper)
			throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			boolean isQuery = statement.execute(together(statements));
			ResultSet last = null;
			while (isQuery || statement.getUpdateCount() >= 0) {
				last = isQuery ? statement.getResultSet() : last;
				isQuery = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
			}
			return (last != null) ? new RowMapperResultSetExtractor<>(mapper).extractData(last) : List.of();
		}
	}

	/** Returns statements as one text. Each may end with a comment. */
	public static String together(List<String> statements) {
		return String.join("\n;\n", statements);
	}

	/**
	 * Runs statements in order, sent in one message, so that locks are not held during
	 * network round trips.
	 * @throws SQLException of the first statement that fails; the server has skipped the
	 * others
	 */
	public static void executeTogether(Connection connection, List<String> statements) throws SQLException {
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

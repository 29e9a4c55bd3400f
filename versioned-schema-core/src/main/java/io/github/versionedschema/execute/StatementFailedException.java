package io.github.versionedschema.execute;

import java.sql.SQLException;

import org.springframework.jdbc.UncategorizedSQLException;

/**
 * PostgreSQL refused a statement.
 */
final class StatementFailedException extends UncategorizedSQLException {

	private static final long serialVersionUID = 1L;

	StatementFailedException(String sql, SQLException cause) {
		super("statement", sql, cause);
	}

}

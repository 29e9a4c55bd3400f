package io.github.versionedschema.failure;

import java.sql.SQLException;

import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Thrown when PostgreSQL rejects a statement.
 */
public final class StatementFailedException extends UncategorizedSQLException {

	private static final long serialVersionUID = 1L;

	public StatementFailedException(String sql, SQLException cause) {
		super("statement", sql, cause);
	}

	@Override
	public String getMessage() {
		SQLException cause = getSQLException();
		return "PostgreSQL rejected \"%s\": %s".formatted(getSql(),
				(cause != null) ? cause.getMessage() : "no reason is known");
	}

}

package io.github.versionedschema.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

import org.jspecify.annotations.Nullable;

/**
 * Tries scripts in a transaction that goes on whatever becomes of them: one that fails is
 * as if it had never been there.
 */
final class ScriptAttempt {

	private final Connection connection;

	private final LockedTransaction transaction;

	ScriptAttempt(Leadership leadership, LockedTransaction transaction) {
		this.connection = leadership.connection();
		this.transaction = transaction;
	}

	/**
	 * Tries a script.
	 * @return what was wrong with it, or null
	 */
	@Nullable Failure run(String sql) {
		try {
			Savepoint savepoint = this.connection.setSavepoint();
			Failure failure = runStatements(new SqlScript(sql));
			if (failure == null) {
				this.connection.releaseSavepoint(savepoint);
			}
			else {
				this.connection.rollback(savepoint);
			}
			return failure;
		}
		catch (SQLException ex) {
			throw new StatementFailedException(sql, ex);
		}
	}

	private @Nullable Failure runStatements(SqlScript script) {
		for (SqlScript.Statement statement : script.statements()) {
			try {
				this.transaction.execute(statement.text());
			}
			catch (StatementFailedException ex) {
				SQLException failure = ex.getSQLException();
				if (failure == null || !SqlStates.isDeterministic(failure)) {
					throw ex;
				}
				return new Failure(statement, failure);
			}
		}
		return null;
	}

	/**
	 * What was wrong with a script.
	 *
	 * @param statement that failed
	 * @param cause what the server said
	 */
	record Failure(SqlScript.Statement statement, SQLException cause) {
	}

}

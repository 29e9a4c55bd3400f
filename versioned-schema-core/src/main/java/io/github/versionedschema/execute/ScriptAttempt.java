package io.github.versionedschema.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.UsersSession;
import io.github.versionedschema.lock.LockedTransaction;
import io.github.versionedschema.postgres.SqlScript;
import org.jspecify.annotations.Nullable;

/**
 * Tries scripts in a transaction that continues if they fail. A failed script is rolled
 * back to a savepoint.
 */
final class ScriptAttempt {

	/**
	 * Errors of statements that cannot be tried, as they require that the transaction was
	 * committed before.
	 */
	private static final Set<String> UNTRIED = Set.of(SqlStates.UNCOMMITTED_ENUM_VALUE);

	private static final Set<String> UNTRIED_OR_LONG = Set.of(SqlStates.UNCOMMITTED_ENUM_VALUE,
			SqlStates.QUERY_CANCELED);

	private final Connection connection;

	private final LockedTransaction transaction;

	private final UsersSession session;

	/**
	 * Creates an attempt.
	 * @param leadership whose connection is used
	 * @param transaction the open transaction
	 * @param session the state of the session before the transaction
	 */
	ScriptAttempt(Leadership leadership, LockedTransaction transaction, UsersSession session) {
		this.connection = leadership.connection();
		this.session = session;
		this.transaction = transaction;
	}

	/**
	 * Tries scripts as one message, as most scripts succeed. Their locks are not held
	 * during network round trips.
	 * @return whether all succeeded; otherwise all were rolled back
	 */
	boolean runTogether(List<Script> scripts) {
		return scripts.stream().allMatch((script) -> new SqlScript(script.sql()).isComplete())
				&& this.transaction.executeTogether(scripts.stream().map(this::statements).toList());
	}

	private List<String> statements(Script script) {
		List<String> statements = new SqlScript(script.sql()).statements()
			.stream()
			.map(SqlScript.Statement::text)
			.toList();
		return script.brief() ? this.transaction.briefly(statements, this.session) : statements;
	}

	/**
	 * Tries a script.
	 * @return the error, or null
	 */
	@Nullable Failure run(String sql) {
		return run(sql, this.transaction::execute, UNTRIED);
	}

	/**
	 * Tries a user script, isolated from other scripts: its settings and temporary
	 * objects are removed afterwards. A script that takes longer than its locks may be
	 * held is rolled back and ignored.
	 * @return the error, or null
	 */
	@Nullable Failure runBriefly(String sql) {
		this.transaction.onUsersPath();
		Failure failure = run(sql, this.transaction::executeBriefly, UNTRIED_OR_LONG);
		this.transaction.beginAnew(this.session);
		return failure;
	}

	/**
	 * Tries a user script like {@link #runBriefly}, and ignores its errors.
	 * @return whether it was not cancelled for taking long
	 */
	boolean isInTime(String sql) {
		this.transaction.onUsersPath();
		Failure failure = attempt(sql, this.transaction::executeBriefly, UNTRIED_OR_LONG);
		this.transaction.beginAnew(this.session);
		return failure == null || !SqlStates.isOneOf(failure.cause(), Set.of(SqlStates.QUERY_CANCELED));
	}

	private @Nullable Failure run(String sql, Consumer<String> execution, Set<String> nothingWrong) {
		Failure failure = attempt(sql, execution, nothingWrong);
		return (failure != null && SqlStates.isOneOf(failure.cause(), nothingWrong)) ? null : failure;
	}

	private @Nullable Failure attempt(String sql, Consumer<String> execution, Set<String> nothingWrong) {
		try {
			Savepoint savepoint = this.connection.setSavepoint();
			for (SqlScript.Statement statement : new SqlScript(sql).statements()) {
				SQLException failure = failure(statement, execution, nothingWrong);
				if (failure != null) {
					this.connection.rollback(savepoint);
					return new Failure(statement, failure);
				}
			}
			this.connection.releaseSavepoint(savepoint);
			return null;
		}
		catch (SQLException ex) {
			throw new StatementFailedException(sql, ex);
		}
	}

	private static @Nullable SQLException failure(SqlScript.Statement statement, Consumer<String> execution,
			Set<String> nothingWrong) {
		try {
			execution.accept(statement.text());
			return null;
		}
		catch (StatementFailedException ex) {
			SQLException failure = ex.getSQLException();
			if (failure == null || !SqlStates.isDeterministic(failure) && !SqlStates.isOneOf(failure, nothingWrong)) {
				throw ex;
			}
			return failure;
		}
	}

	/**
	 * A script to try.
	 *
	 * @param sql the statements of the script
	 * @param brief whether the user wrote it
	 */
	record Script(String sql, boolean brief) {
	}

	/**
	 * The error of a script.
	 *
	 * @param statement the statement that failed
	 * @param cause the server's error
	 */
	record Failure(SqlScript.Statement statement, SQLException cause) {
	}

}

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
 * Tries scripts in a transaction that goes on whatever becomes of them: one that fails is
 * as if it had never been there.
 */
final class ScriptAttempt {

	/** What cannot be tried, as it needs the transaction to be committed before. */
	private static final Set<String> UNTRIED = Set.of(SqlStates.UNCOMMITTED_ENUM_VALUE);

	private static final Set<String> UNTRIED_OR_LONG = Set.of(SqlStates.UNCOMMITTED_ENUM_VALUE,
			SqlStates.QUERY_CANCELED);

	private final Connection connection;

	private final LockedTransaction transaction;

	private final UsersSession session;

	/**
	 * Creates an attempt.
	 * @param leadership whose connection is used
	 * @param transaction that is under way
	 * @param session as it was before the transaction
	 */
	ScriptAttempt(Leadership leadership, LockedTransaction transaction, UsersSession session) {
		this.connection = leadership.connection();
		this.session = session;
		this.transaction = transaction;
	}

	/**
	 * Tries scripts as one message, most of which there is nothing wrong with: what they
	 * lock is held by none of them while anything travels.
	 * @return whether there is nothing wrong with any; otherwise it is as if they had not
	 * been tried
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
	 * @return what was wrong with it, or null
	 */
	@Nullable Failure run(String sql) {
		return run(sql, this.transaction::execute, UNTRIED);
	}

	/**
	 * Tries a script that the user wrote, in a session of its own: nothing of what others
	 * are run with changes, and its temporary objects are gone behind it. One that takes
	 * longer than its locks may be held is as if it were not there.
	 * @return what was wrong with it, or null
	 */
	@Nullable Failure runBriefly(String sql) {
		Failure failure = run(sql, this.transaction::executeBriefly, UNTRIED_OR_LONG);
		this.transaction.beginAnew(this.session);
		return failure;
	}

	private @Nullable Failure run(String sql, Consumer<String> execution, Set<String> nothingWrong) {
		try {
			Savepoint savepoint = this.connection.setSavepoint();
			for (SqlScript.Statement statement : new SqlScript(sql).statements()) {
				SQLException failure = failure(statement, execution, nothingWrong);
				if (failure != null) {
					this.connection.rollback(savepoint);
					return nothingWrong.contains(failure.getSQLState()) ? null : new Failure(statement, failure);
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
			if (failure == null
					|| !SqlStates.isDeterministic(failure) && !nothingWrong.contains(failure.getSQLState())) {
				throw ex;
			}
			return failure;
		}
	}

	/**
	 * What is tried.
	 *
	 * @param sql its statements
	 * @param brief whether the user wrote it
	 */
	record Script(String sql, boolean brief) {
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

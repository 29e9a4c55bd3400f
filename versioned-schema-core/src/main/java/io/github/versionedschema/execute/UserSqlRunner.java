package io.github.versionedschema.execute;

import java.util.List;
import java.util.regex.Pattern;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.LockTimeout;
import io.github.versionedschema.leader.UsersSession;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.postgres.SqlScript;

/**
 * Runs user SQL in one transaction or, if PostgreSQL does not permit that, one statement
 * after the other.
 */
final class UserSqlRunner implements ActionRunner<Action.UserSql> {

	private static final Pattern CONCURRENTLY = Pattern.compile("\\bconcurrently\\b", Pattern.CASE_INSENSITIVE);

	@Override
	public void run(Action.UserSql action, StepContext context) {
		List<String> statements = new SqlScript(action.sql()).statements()
			.stream()
			.map(SqlScript.Statement::text)
			.toList();
		UsersSession session = new UsersSession(context.leadership());
		session.run(() -> run(statements, context, session));
	}

	private static void run(List<String> statements, StepContext context, UsersSession session) {
		try {
			context.ladder().transaction(context.step(), (transaction) -> {
				statements.forEach(transaction::executePatiently);
				transaction.endUsersPart(session);
				context.recorder().done();
			});
		}
		catch (StatementFailedException ex) {
			if (!SqlStates.is(ex, SqlStates.ACTIVE_TRANSACTION)) {
				throw ex;
			}
			runOutsideOfTransaction(statements, context);
		}
	}

	private static void runOutsideOfTransaction(List<String> statements, StepContext context) {
		context.recorder().started();
		for (String statement : statements) {
			// Concurrent operations wait for every older transaction, and block no
			// clients.
			long timeout = CONCURRENTLY.matcher(statement).find() ? 0
					: context.ladder().timeout(context.step()).toMillis();
			LockTimeout.during(context.leadership(), timeout, () -> context.leadership().execute(statement));
		}
	}

}

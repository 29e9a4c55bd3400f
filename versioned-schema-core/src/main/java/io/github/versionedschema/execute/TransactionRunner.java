package io.github.versionedschema.execute;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.plan.Action;

/**
 * Runs statements and writes the journal row in one transaction. Materialized views that
 * it needs are filled before; if clients refresh those that they replace at the same
 * time, they are filled again.
 */
final class TransactionRunner implements ActionRunner<Action.Transaction> {

	/** A client that refreshes a materialized view all the time has to be stopped. */
	private static final int FILLINGS = 10;

	@Override
	public void run(Action.Transaction action, StepContext context) {
		Action.Refresh refresh = action.refresh();
		if (refresh == null) {
			commit(action, context);
			return;
		}
		for (int filling = 1;; filling++) {
			RefreshRunner.update(refresh, context);
			try {
				commit(action, context);
				return;
			}
			catch (StatementFailedException ex) {
				if (!SqlStates.is(ex, SqlStates.OUTDATED) || filling == FILLINGS) {
					throw ex;
				}
			}
		}
	}

	private static void commit(Action.Transaction action, StepContext context) {
		context.ladder().message(context.step(), action, context.recorder().doneStatements());
		context.recorder().recorded();
	}

}

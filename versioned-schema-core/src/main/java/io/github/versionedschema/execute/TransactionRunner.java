package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Runs statements and writes the journal row in one transaction.
 */
final class TransactionRunner implements ActionRunner<Action.Transaction> {

	@Override
	public void run(Action.Transaction action, StepContext context) {
		context.ladder().message(context.step(), action, context.recorder().doneStatements());
		context.recorder().recorded();
	}

}

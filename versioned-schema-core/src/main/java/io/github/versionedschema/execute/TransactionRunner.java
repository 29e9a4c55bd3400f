package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Runs statements in one transaction, the journal's row among them.
 */
final class TransactionRunner implements ActionRunner<Action.Transaction> {

	@Override
	public void run(Action.Transaction action, StepContext context) {
		context.ladder().message(context.step(), action, context.recorder().doneStatements());
		context.recorder().recorded();
	}

}

package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Runs statements in one transaction, the journal's row among them.
 */
final class TransactionRunner implements ActionRunner<Action.Transaction> {

	@Override
	public void run(Action.Transaction action, StepContext context) {
		context.ladder().transaction(context.step(), (transaction) -> {
			action.statements().forEach(transaction::execute);
			context.recorder().done();
		});
	}

}

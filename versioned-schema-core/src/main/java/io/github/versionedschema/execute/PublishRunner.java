package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Makes a version attachable: what it consists of, and the journal's word that it may be
 * used, in one transaction.
 */
final class PublishRunner implements ActionRunner<Action.Publish> {

	private final Runnable published;

	PublishRunner(Runnable published) {
		this.published = published;
	}

	@Override
	public void run(Action.Publish action, StepContext context) {
		ClientTrial trial = new ClientTrial(action.trials(), context.ladder().timeoutMillis());
		context.ladder().timedTransaction(context.step(), (transaction) -> {
			trial.find().forEach(transaction::execute);
			trial.before().forEach(transaction::execute);
			action.statements().forEach(transaction::execute);
			trial.after().forEach(transaction::execute);
			transaction.endUsersPart();
			this.published.run();
			context.recorder().done();
		});
	}

}

package io.github.versionedschema.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.plan.Action;

/**
 * Makes a version live: creates its objects and records it as live in the journal, in one
 * transaction.
 */
final class PublishRunner implements ActionRunner<Action.Publish> {

	private final Supplier<List<String>> published;

	PublishRunner(Supplier<List<String>> published) {
		this.published = published;
	}

	@Override
	public void run(Action.Publish action, StepContext context) {
		List<String> journal = new ArrayList<>(this.published.get());
		journal.addAll(context.recorder().doneStatements());
		context.ladder()
			.message(context.step(), new Action.Transaction(List.of(), action.statements(), action.trials()), journal);
		context.recorder().recorded();
	}

}

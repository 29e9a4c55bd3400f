package io.github.versionedschema.execute;

import java.util.List;

import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.lock.StepRecorder;
import io.github.versionedschema.plan.Action;

/**
 * Creates materialized views beside those that they will replace, and fills them. Each is
 * filled in a transaction of its own, which blocks no clients.
 */
final class RefreshRunner implements ActionRunner<Action.Refresh> {

	@Override
	public void run(Action.Refresh action, StepContext context) {
		context.recorder().started();
		update(action, context);
	}

	/** Fills what is not up to date, and records nothing. */
	static void update(Action.Refresh action, StepContext context) {
		Leadership leadership = context.leadership();
		context.ladder().message(context.step(), action.creation(), List.of());
		try {
			PatientStatement statement = new PatientStatement(context);
			leadership.ask(List.of(), action.fillings(), (row, number) -> row.getString(1))
				.forEach((filling) -> statement.run(filling, StepRecorder.NONE, () -> {
				}));
		}
		catch (StatementFailedException ex) {
			throw leadership.translate(ex);
		}
	}

}

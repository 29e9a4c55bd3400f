package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Drops an index concurrently if it exists.
 */
final class DropIndexRunner implements ActionRunner<Action.DropIndex> {

	@Override
	public void run(Action.DropIndex action, StepContext context) {
		new ConcurrentIndex(action.schema(), action.index(), context).drop();
	}

}

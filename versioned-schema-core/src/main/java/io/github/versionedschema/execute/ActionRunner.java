package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Runs one kind of action on the leader's connection. Running it again after a crash, at
 * whatever point, must lead to the same end.
 *
 * @param <A> the kind of action
 */
@FunctionalInterface
public interface ActionRunner<A extends Action> {

	/**
	 * Runs an action to its end. A runner that works in one transaction records in it
	 * that the step is done; one that does not records before its first change that it
	 * has started. The executor records the end where the runner did not.
	 * @param action what to do
	 * @param context of the step
	 */
	void run(A action, StepContext context);

}

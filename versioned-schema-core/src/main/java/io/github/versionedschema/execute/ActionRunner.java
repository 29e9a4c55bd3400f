package io.github.versionedschema.execute;

import io.github.versionedschema.plan.Action;

/**
 * Runs one kind of action on the leader's connection. Running the action again after a
 * crash must lead to the same result, at whatever point it was interrupted.
 *
 * @param <A> the kind of action
 */
@FunctionalInterface
public interface ActionRunner<A extends Action> {

	/**
	 * Runs an action to completion. A runner that uses one transaction records in it that
	 * the step is done. Any other runner records before its first change that the step
	 * has started. The executor records completion if the runner did not.
	 * @param action the action to run
	 * @param context the context of the step
	 */
	void run(A action, StepContext context);

}

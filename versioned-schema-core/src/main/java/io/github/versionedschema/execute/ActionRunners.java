package io.github.versionedschema.execute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.versionedschema.plan.Action;

/**
 * The registry of action runners, by kind of action.
 */
public final class ActionRunners {

	private final Map<Class<? extends Action>, ActionRunner<?>> runners = new HashMap<>();

	/**
	 * Creates the runners of this package. A runner for {@link Action.Backfill} has to be
	 * added.
	 * @param published the statements to run in the transaction that makes a version live
	 */
	public ActionRunners(Supplier<List<String>> published) {
		add(Action.Transaction.class, new TransactionRunner());
		add(Action.Publish.class, new PublishRunner(published));
		add(Action.UserSql.class, new UserSqlRunner());
		add(Action.BuildIndex.class, new BuildIndexRunner());
		add(Action.DropIndex.class, new DropIndexRunner());
		add(Action.Refresh.class, new RefreshRunner());
	}

	/**
	 * Adds or replaces a runner.
	 * @param kind the kind of action
	 * @param runner the runner
	 * @return this
	 */
	public <A extends Action> ActionRunners add(Class<A> kind, ActionRunner<A> runner) {
		this.runners.put(kind, runner);
		return this;
	}

	void run(Action action, StepContext context) {
		run(action.getClass(), action, context);
	}

	@SuppressWarnings("unchecked") // add() lets only a runner of its kind in
	private <A extends Action> void run(Class<A> kind, Action action, StepContext context) {
		ActionRunner<A> runner = (ActionRunner<A>) this.runners.get(kind);
		if (runner == null) {
			throw new IllegalStateException("Nothing is registered that runs actions of kind " + kind.getSimpleName());
		}
		runner.run(kind.cast(action), context);
	}

}

package io.github.versionedschema.plan.table;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.sync.Scope;

/**
 * How an index of an existing table is built and dropped.
 */
public enum IndexMethod {

	/** While clients write, outside a transaction. */
	CONCURRENTLY("SHARE UPDATE EXCLUSIVE") {

		@Override
		Action build(Action.BuildIndex build) {
			return build;
		}

		@Override
		public Action drop(Scope scope, String table, String index) {
			return new Action.DropIndex(scope.base(), index);
		}

	},

	/** In a transaction, while no client waits for it. */
	IN_TRANSACTION("ACCESS EXCLUSIVE") {

		@Override
		Action build(Action.BuildIndex build) {
			return Steps.transaction(build.sql());
		}

		@Override
		public Action drop(Scope scope, String table, String index) {
			return Steps.exclusively(scope.table(table), "DROP INDEX IF EXISTS " + scope.table(index));
		}

	};

	private final String lockOfDrop;

	IndexMethod(String lockOfDrop) {
		this.lockOfDrop = lockOfDrop;
	}

	boolean isConcurrent() {
		return this == CONCURRENTLY;
	}

	/** Returns the lock of the table that the drop of an index takes. */
	public String lockOfDrop() {
		return this.lockOfDrop;
	}

	abstract Action build(Action.BuildIndex build);

	/**
	 * Returns the action that drops an index.
	 * @param table the table's name at that time
	 */
	public abstract Action drop(Scope scope, String table, String index);

}

package io.github.versionedschema.plan.sync;

import java.util.List;

/**
 * The triggers of a table for writes of both versions, with their functions.
 */
public interface TriggersOfBoth {

	/** Returns the statements that create their functions. */
	List<String> createFunctions();

	/**
	 * Returns the statements that change them to those for the publication of the newer
	 * version; none if they are the same.
	 */
	default List<String> publishFunctions() {
		return List.of();
	}

	/** Returns the statements that drop them. */
	List<String> dropFunctions();

	/** Returns the triggers. */
	List<TriggerSql> triggers();

}

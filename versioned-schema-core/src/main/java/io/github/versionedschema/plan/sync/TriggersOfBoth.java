package io.github.versionedschema.plan.sync;

import java.util.List;

/**
 * Triggers that a table has while both versions write, with the functions that they call.
 */
public interface TriggersOfBoth {

	/** Returns the statements that create their functions. */
	List<String> createFunctions();

	/** Returns the statements that drop them. */
	List<String> dropFunctions();

	/** Returns the triggers. */
	List<TriggerSql> triggers();

}

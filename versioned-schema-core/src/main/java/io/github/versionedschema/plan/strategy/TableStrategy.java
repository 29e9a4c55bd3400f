package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.plan.table.Steps;

/**
 * What is done to one table in each phase of a plan; nothing, unless the strategy says
 * otherwise. The strategies share the classes that describe the effect of operations. A
 * strategy decides when and how it is reached.
 */
public interface TableStrategy {

	/** Writes the steps from the first check to the keys of the newer version. */
	default void writeExpand(Steps steps) {
	}

	/**
	 * Writes the last checks of the table's rows before the newer version is published.
	 */
	default void writeProof(Steps steps) {
	}

	/**
	 * Returns what the transaction that publishes the newer version does for the table.
	 */
	default Publishing publishing() {
		return Publishing.NONE;
	}

	/** Writes the steps of complete. */
	void writeComplete(Steps steps);

	/** Returns the questions that must find nothing before abort. */
	default List<Action.Find> usesBeforeAbort() {
		return List.of();
	}

	/**
	 * A table's part of the transaction that publishes the newer version.
	 *
	 * @param statements the statements
	 * @param inverse the statements that undo them
	 * @param trials what clients do before and after it
	 */
	record Publishing(List<String> statements, List<String> inverse, List<Trial> trials) {

		/** Nothing is done. */
		static final Publishing NONE = new Publishing(List.of(), List.of(), List.of());

	}

}

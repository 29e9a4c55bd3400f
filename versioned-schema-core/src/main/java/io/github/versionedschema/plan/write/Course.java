package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.RowTrial;
import io.github.versionedschema.plan.TypeTrial;
import io.github.versionedschema.plan.strategy.RowSteps;
import io.github.versionedschema.plan.strategy.TableStrategy;
import io.github.versionedschema.plan.strategy.key.ForeignKeys;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * How a plan leads to its version: at once, if no client uses the schema, or in place,
 * under the clients of the live versions. It is chosen once for a plan. What operations
 * do to a table is the same. What clients need is empty by default.
 */
sealed interface Course permits AtOnce, InPlace {

	static Course of(DraftedChain chain) {
		return chain.request().direct() ? new AtOnce() : new InPlace(chain);
	}

	/**
	 * Returns what is done to a table.
	 * @param keys the foreign keys of the plan
	 */
	TableStrategy strategy(TableWork work, ForeignKeys keys);

	/** Returns what the schemas of versions contain. */
	default VersionSchemas schemas() {
		return VersionSchemas.NONE;
	}

	/** Returns what the database runs or uses in the way of a table's change. */
	default List<Finding> obstacles(TableWork work) {
		return List.of();
	}

	/** Returns what operators should know before they run the plan. */
	default List<Finding> notes(List<TableWork> works) {
		return List.of();
	}

	/** Returns the trials of rows before the first step. */
	default List<RowTrial> rowTrials(List<TableWork> works) {
		return List.of();
	}

	/** Returns the trials of new types before the first step. */
	default List<TypeTrial> typeTrials(List<TableWork> works) {
		return List.of();
	}

	/** Returns the checks of what the change of a table runs in the database. */
	default List<Check> checks(TableWork work) {
		return List.of();
	}

	/** Writes the steps that keep values that tables have from each other in step. */
	default void writeFlows(Steps steps, List<TableWork> works) {
	}

	/**
	 * Writes the steps that drop what computes such values, when nothing keeps them in
	 * step.
	 */
	void writeUnbound(Steps steps, List<TableWork> works);

	/** Writes the steps for rows of a new table that come from another. */
	void writeRows(Steps steps, RowSteps rows);

	/** Writes the steps for triggers of the other versions' plans. */
	default void writeSides(Steps steps) {
	}

}

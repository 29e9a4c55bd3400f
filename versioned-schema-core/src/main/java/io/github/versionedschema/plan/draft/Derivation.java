package io.github.versionedschema.plan.draft;

/**
 * A column whose values follow from others.
 *
 * @param direction whether a newer column follows from an older row, or the other way
 * round
 * @param target the column that is computed
 * @param expression how
 */
public record Derivation(Direction direction, ColumnDraft target, Expression expression) {

	/** Which way values flow. */
	public enum Direction {

		/** From the older shape to the newer. */
		UP,

		/** From the newer shape to the older. */
		DOWN

	}

}

package io.github.versionedschema.plan.draft.column;

/**
 * A column whose values are computed from others.
 *
 * @param direction whether a newer column is computed from an older row, or vice versa
 * @param target the column that is computed
 * @param expression the expression that computes it
 */
public record Derivation(Direction direction, ColumnDraft target, Expression expression) {

	/** The direction of a computation. */
	public enum Direction {

		/** From the older version to the newer one. */
		UP,

		/** From the newer version to the older one. */
		DOWN

	}

}

package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.Derivation.Direction;

/**
 * How values of one table follow from each other, in the order of the operations. A
 * column that the chain makes and changes or drops again is in neither version: it is
 * only computed, for what was derived from it in between.
 */
final class Derivations {

	private final List<Derivation> derivations = new ArrayList<>();

	List<Derivation> list() {
		return Collections.unmodifiableList(this.derivations);
	}

	void up(ColumnDraft column, Expression expression) {
		this.derivations.add(new Derivation(Direction.UP, column, expression));
	}

	void down(ColumnDraft column, Expression expression) {
		this.derivations.add(new Derivation(Direction.DOWN, column, expression));
	}

	/**
	 * Lets a column that the chain added start from its default, before anything that was
	 * derived from it.
	 */
	void startFromDefault(ColumnDraft column, Source operation) {
		if (column.filling().isSerial() || column.filling().generated() != null) {
			throw new Rejection(
					"Column %s is generated and changes again in the same chain.".formatted(Names.shown(column.name())),
					"Add it in its final shape.");
		}
		if (this.derivations.stream().noneMatch((derivation) -> derivation.target() == column)) {
			this.derivations.add(0, new Derivation(Direction.UP, column, defaultOf(column, operation)));
		}
	}

	/**
	 * Lets what reads a column that the chain made still be computed when it is dropped.
	 * @param toDefault whether nothing says what rows of the newer version hold in it
	 */
	void drop(ColumnDraft column, boolean toDefault, Source operation) {
		if (isRead(column, Direction.UP)) {
			startFromDefault(column, operation);
		}
		if (toDefault && isRead(column, Direction.DOWN)) {
			if (column.notNull() && column.filling().defaultSql() == null) {
				throw new Rejection(
						"Column %s is NOT NULL without a default; older values follow from it, and nothing says what it holds once it is dropped."
							.formatted(Names.shown(column.name())),
						"Give \"down\": an SQL expression over the remaining columns.");
			}
			down(column, defaultOf(column, operation));
		}
	}

	private boolean isRead(ColumnDraft column, Direction direction) {
		return this.derivations.stream()
			.anyMatch((derivation) -> derivation.direction() == direction
					&& derivation.expression().columns().contains(column));
	}

	private static Expression defaultOf(ColumnDraft column, Source operation) {
		String sql = column.filling().defaultSql();
		return new Expression((sql != null) ? sql : "NULL", List.of(), null, "\"default\"", operation);
	}

}

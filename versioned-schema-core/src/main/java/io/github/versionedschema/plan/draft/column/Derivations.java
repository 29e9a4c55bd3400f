package io.github.versionedschema.plan.draft.column;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The derivations of one table, in the order of the operations. A column that the chain
 * creates and then changes or drops is in neither version. It is only computed, for
 * columns that were derived from it.
 */
public final class Derivations {

	private final List<Derivation> derivations = new ArrayList<>();

	public List<Derivation> list() {
		return Collections.unmodifiableList(this.derivations);
	}

	public void up(ColumnDraft column, Expression expression) {
		this.derivations.add(new Derivation(Direction.UP, column, expression));
	}

	public void down(ColumnDraft column, Expression expression) {
		this.derivations.add(new Derivation(Direction.DOWN, column, expression));
	}

	/**
	 * Lets earlier expressions of the same file call the column by its later name, as
	 * pgroll does.
	 * @param column the column that was renamed
	 * @param name its new name
	 * @param operation the operation that renamed it
	 */
	public void renamed(ColumnDraft column, String name, Source operation) {
		this.derivations.replaceAll((derivation) -> {
			Expression expression = derivation.expression();
			return expression.source().file().equals(operation.file())
					? new Derivation(derivation.direction(), derivation.target(), expression.alsoCalling(column, name))
					: derivation;
		});
	}

	/**
	 * Computes a column that the chain added from the default that it was added with,
	 * before the columns that were derived from it.
	 */
	public void startFromDefault(ColumnDraft column, Source operation) {
		if (column.filling().fillsItself()) {
			throw new Rejection(
					"Column %s is generated and changes again in the same chain.".formatted(Names.shown(column.name())),
					"Add it with its final definition.");
		}
		if (this.derivations.stream().noneMatch((derivation) -> derivation.target() == column)) {
			this.derivations.add(0,
					new Derivation(Direction.UP, column, defaultOf(column.filling().firstDefaultSql(), operation)));
		}
	}

	/**
	 * Keeps columns computable that read a column which the chain created and drops.
	 * @param toDefault whether no expression defines its value in rows of the newer
	 * version
	 */
	public void drop(ColumnDraft column, boolean toDefault, Source operation) {
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
			down(column, defaultOf(column.filling().defaultSql(), operation));
		}
	}

	/** Returns whether another column is computed from it. */
	public boolean isRead(ColumnDraft column) {
		return isRead(column, Direction.UP) || isRead(column, Direction.DOWN);
	}

	private boolean isRead(ColumnDraft column, Direction direction) {
		return this.derivations.stream()
			.anyMatch((derivation) -> derivation.direction() == direction
					&& derivation.expression().columns().contains(column));
	}

	private static Expression defaultOf(@Nullable String sql, Source operation) {
		return new Expression((sql != null) ? sql : "NULL", List.of(), null, "\"default\"", operation);
	}

}

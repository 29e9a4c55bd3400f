package io.github.versionedschema.plan.draft.column;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The generated columns that the chain adds to one table, with their expressions.
 */
public final class Generations {

	private final Map<ColumnDraft, Expression> expressions = new LinkedHashMap<>();

	/** Adds a generated column. */
	public void add(ColumnDraft column, Expression expression) {
		this.expressions.put(column, expression);
	}

	/** Returns the expression of a new generated column, or null for other columns. */
	public @Nullable Expression of(ColumnDraft column) {
		return this.expressions.get(column);
	}

	/**
	 * Lets expressions that read a column read its replacement.
	 * @return the generated columns
	 */
	public List<ColumnDraft> move(ColumnDraft column, ColumnDraft replacement) {
		List<ColumnDraft> reading = new ArrayList<>();
		this.expressions.replaceAll((target, expression) -> {
			if (expression.columns().contains(column)) {
				reading.add(target);
			}
			return expression.moved(column, replacement);
		});
		return reading;
	}

	/**
	 * Forgets a column that is dropped.
	 * @throws Rejection if a generated column that is not dropped reads it
	 */
	public void drop(ColumnDraft column) {
		this.expressions.remove(column);
		this.expressions.forEach((target, expression) -> {
			if (expression.columns().contains(column)) {
				throw new Rejection("Column %s is computed from column %s.".formatted(Names.shown(target.name()),
						Names.shown(column.name())), "Drop the generated column first.");
			}
		});
	}

}

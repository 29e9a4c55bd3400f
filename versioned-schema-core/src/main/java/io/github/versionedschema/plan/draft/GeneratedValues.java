package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivations;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.schema.Column;

/**
 * Adds derivations that may read generated columns. These have no value yet when a
 * trigger runs, so that their expressions are computed in their place.
 */
final class GeneratedValues {

	private final SharedTable table;

	private final Derivations values;

	GeneratedValues(SharedTable table, Derivations values) {
		this.table = table;
		this.values = values;
	}

	/** Records how a newer column is computed. */
	void up(ColumnDraft column, Expression expression) {
		Expression plain = expression;
		for (ColumnDraft read : generated(expression)) {
			ColumnDraft value = valueOf(read, expression.source());
			this.values.up(value, generation(read, expression.source()));
			plain = plain.moved(read, value);
		}
		this.values.up(column, plain);
	}

	/** Records how an older column is computed. The last derivation is computed first. */
	void down(ColumnDraft column, Expression expression) {
		Expression plain = expression;
		for (ColumnDraft read : generated(expression)) {
			plain = plain.moved(read, valueOf(read, expression.source()));
		}
		this.values.down(column, plain);
		List<ColumnDraft> values = plain.columns();
		for (int index = 0; index < values.size(); index++) {
			ColumnDraft read = expression.columns().get(index);
			if (values.get(index) != read) {
				this.values.down(values.get(index), generation(read, expression.source()));
			}
		}
	}

	/** Lets earlier expressions of the same file call the column by its later name. */
	void renamed(ColumnDraft column, String name, Source operation) {
		this.values.renamed(column, name, operation);
	}

	private static List<ColumnDraft> generated(Expression expression) {
		return expression.columns().stream().filter(ColumnDraft::isGenerated).toList();
	}

	/** Returns a column that is only computed. */
	private static ColumnDraft valueOf(ColumnDraft column, Source operation) {
		ColumnDraft value = new ColumnDraft(column, column.columnType(), operation);
		value.drop(operation);
		return value;
	}

	private Expression generation(ColumnDraft column, Source operation) {
		Expression added = this.table.generation(column);
		if (added != null) {
			return added;
		}
		String what = "the expression of the generated column " + column;
		List<Argument> seen = this.table.columns()
			.stream()
			.filter((other) -> other.source() != null && !other.isGenerated())
			.map((other) -> new Argument(String.valueOf(other.oldName()), other))
			.toList();
		return Expression.bind(expressionOf(column), seen, this.table.source().name(), what, operation);
	}

	private static String expressionOf(ColumnDraft column) {
		Column source = column.source();
		if (source == null || source.generationExpression() == null) {
			throw new IllegalStateException("No expression of the generated column " + column);
		}
		return source.generationExpression();
	}

}

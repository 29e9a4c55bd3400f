package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Column;

/**
 * Finds unsupported uses of generated columns, whose values are computed only when the
 * row is written.
 */
final class GeneratedColumns {

	private final SharedTable table;

	GeneratedColumns(SharedTable table) {
		this.table = table;
	}

	List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		for (Derivation derivation : this.table.derivations()) {
			readBy(derivation.expression(), findings);
		}
		for (Expression generation : this.table.generations()) {
			madeBeforeRenames(generation, findings);
		}
		return findings;
	}

	private static void readBy(Expression expression, List<Finding> findings) {
		for (ColumnDraft column : expression.columns()) {
			Column source = column.source();
			if (source != null && source.generation() != Column.Generation.NONE) {
				findings.add(new Finding(Severity.ERROR, expression.source(),
						"%s reads the generated column \"%s\", which has no value yet when a trigger runs."
							.formatted(expression.what(), source.name()),
						"Write its expression instead: %s".formatted(source.generationExpression())));
			}
		}
	}

	/** A generated column is created before columns are renamed. */
	private static void madeBeforeRenames(Expression generation, List<Finding> findings) {
		for (Argument argument : generation.arguments()) {
			if (!argument.name().equals(argument.column().physicalName())) {
				findings.add(new Finding(Severity.ERROR, generation.source(),
						"The generated column reads \"%s\", which has that name only after complete."
							.formatted(argument.name()),
						"Add the generated column in a later migration."));
			}
		}
	}

}

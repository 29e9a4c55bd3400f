package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.SharedTable;
import org.jspecify.annotations.Nullable;

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
		return findings;
	}

	private void readBy(Expression expression, List<Finding> findings) {
		for (ColumnDraft column : expression.columns()) {
			if (column.isGenerated()) {
				findings.add(new Finding(Severity.ERROR, expression.source(),
						"%s reads the generated column \"%s\", which has no value yet when a trigger runs."
							.formatted(expression.what(), column),
						"Write its expression instead: %s".formatted(expressionOf(column))));
			}
		}
	}

	private @Nullable String expressionOf(ColumnDraft column) {
		Expression added = this.table.generation(column);
		return (column.source() != null) ? column.source().generationExpression()
				: (added != null) ? added.sql() : null;
	}

}

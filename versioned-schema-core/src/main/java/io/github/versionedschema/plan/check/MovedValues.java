package io.github.versionedschema.plan.check;

import java.util.List;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.name.Names;

/**
 * Finds values of another table for a table whose rows could not be found when the other
 * one changes. Without clients nothing changes meanwhile.
 */
public final class MovedValues {

	private MovedValues() {
	}

	public static List<Finding> of(SharedTable table) {
		TableErrors errors = new TableErrors(table);
		if (table.source().rowKey().isEmpty()) {
			table.derivations()
				.stream()
				.map(Derivation::expression)
				.filter((expression) -> expression.lookup() != null)
				.forEach((expression) -> errors.add(expression.source(),
						"Table %s has no primary key, by which its rows could be found when the other table changes."
							.formatted(Names.shown(table.name())),
						"Add a primary key first."));
		}
		return errors.findings();
	}

}

package io.github.versionedschema.plan.check;

import java.util.List;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.text.ConstantNull;
import io.github.versionedschema.schema.Column;

/**
 * Finds columns that must not be null and whose values for the other version always are:
 * every row that clients insert would be refused.
 */
public final class MissingValues {

	private MissingValues() {
	}

	public static List<Finding> of(SharedTable table) {
		TableErrors errors = new TableErrors(table);
		for (Derivation derivation : table.derivations()) {
			boolean none = derivation.expression().lookup() == null && ConstantNull.is(derivation.expression().sql());
			if (none && derivation.direction() == Direction.DOWN) {
				Column older = derivation.target().source();
				if (older != null && older.notNull()) {
					errors.add(derivation.expression().source(),
							"Column %s is NOT NULL in the older version, and \"down\" is always null: clients of the newer version could insert no rows."
								.formatted(Names.shown(older.name())),
							"Give \"down\" a value that the older version can read, or make the column nullable in a migration before this one.");
				}
			}
			else if (none && isRequired(derivation.target())) {
				errors.add(derivation.expression().source(),
						"Column %s is NOT NULL, and \"up\" is always null: no row of older versions would have a value."
							.formatted(Names.shown(derivation.target().name())),
						"Give \"up\" a value, or make the column nullable.");
			}
		}
		return errors.findings();
	}

	private static boolean isRequired(ColumnDraft column) {
		return column.name() != null && column.notNull();
	}

}

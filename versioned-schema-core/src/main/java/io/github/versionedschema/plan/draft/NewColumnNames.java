package io.github.versionedschema.plan.draft;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Identifier;

/**
 * The names in the database of the columns that a chain adds to a table, until complete.
 */
final class NewColumnNames {

	private final SharedTable table;

	NewColumnNames(SharedTable table) {
		this.table = table;
	}

	/** Assigns each new column a name that is free in the table, if possible its own. */
	void assign() {
		Set<String> taken = new LinkedHashSet<>();
		this.table.source().columns().forEach((column) -> {
			taken.add(column.name());
			taken.add(column.physicalName());
		});
		taken.addAll(this.table.source().physical().takenColumns());
		for (ColumnDraft column : this.table.columns()) {
			if (column.isNewOnly()) {
				String wanted = column.requiredName();
				for (int number = 1; !taken.add(wanted); number++) {
					wanted = Identifier
						.truncatedWithHash("_vs_" + column.requiredName() + ((number > 1) ? "_" + number : ""));
				}
				column.physicalName(wanted);
			}
		}
	}

}

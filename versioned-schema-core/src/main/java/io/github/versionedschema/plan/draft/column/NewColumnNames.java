package io.github.versionedschema.plan.draft.column;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * The names in the database of the columns that a chain adds to a table, until complete.
 */
public final class NewColumnNames {

	private final Table table;

	private final List<ColumnDraft> columns;

	/**
	 * Creates the names of new columns.
	 * @param table the table without them
	 * @param columns the columns of all versions
	 */
	public NewColumnNames(Table table, List<ColumnDraft> columns) {
		this.table = table;
		this.columns = columns;
	}

	/**
	 * Assigns each new column a name that is free in the table while older versions are
	 * removed, if possible its own.
	 */
	public void assign() {
		Set<String> taken = new LinkedHashSet<>();
		this.table.columns().forEach((column) -> {
			taken.add(column.name());
			taken.add(column.physicalName());
		});
		taken.addAll(this.table.physical().takenColumns());
		taken.addAll(this.table.physical().formerColumns());
		for (ColumnDraft column : this.columns) {
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

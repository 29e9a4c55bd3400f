package io.github.versionedschema.plan.table;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * Determines what is shown of a row that violates a rule: its key or otherwise its {@code
 * ctid}, and the columns of the rule.
 */
public final class SampleColumns {

	private SampleColumns() {
	}

	/**
	 * Returns the select list.
	 * @param row the alias of the row in the query, with a dot, or empty
	 * @param table the table of the rows
	 * @param offending physical names of the columns of the rule
	 */
	public static String of(String row, Table table, Collection<String> offending) {
		Set<String> columns = new LinkedHashSet<>(table.primaryKey().map((key) -> names(table, key)).orElse(List.of()));
		if (columns.isEmpty()) {
			columns.add("ctid");
		}
		columns.addAll(offending);
		return columns.stream().map((name) -> row + Identifier.quote(name)).collect(Collectors.joining(", "));
	}

	/** Returns the names of a constraint's columns. */
	public static List<String> names(Table table, Constraint constraint) {
		return constraint.columns()
			.stream()
			.flatMap((number) -> table.column(number).stream())
			.map(Column::physicalName)
			.toList();
	}

	/** Returns the names of columns that exist in the table at that time. */
	public static List<String> physical(Collection<ColumnDraft> columns) {
		return columns.stream().filter(ColumnDraft::isPhysical).map(ColumnDraft::physicalName).toList();
	}

}

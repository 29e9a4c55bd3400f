package io.github.versionedschema.plan.table;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * Identifies a row in messages by the values of its key, truncated if they are long.
 */
public final class RowKey {

	private static final int LONGEST_VALUE = 60;

	private RowKey() {
	}

	/** Returns an expression over the row that returns its name. */
	public static String of(Table table) {
		List<Column> columns = table.rowKey();
		if (columns.isEmpty()) {
			return "pg_catalog.concat('ctid=', ctid)";
		}
		return columns.stream()
			.map((column) -> "%s, pg_catalog.left(%s::pg_catalog.text, %d)".formatted(
					Identifier.literal(column.name() + "="), Identifier.quote(column.physicalName()), LONGEST_VALUE))
			.collect(Collectors.joining(", ', ', ", "pg_catalog.concat(", ")"));
	}

}

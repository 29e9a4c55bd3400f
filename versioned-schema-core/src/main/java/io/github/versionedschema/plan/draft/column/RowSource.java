package io.github.versionedschema.plan.draft.column;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an existing table from which the rows of a new table are computed.
 *
 * @param table the existing table
 * @param name the name by which expressions call it
 * @param columns its columns of the older version that expressions read
 * @param values the SQL expressions of the new columns, as the user wrote them, by column
 * @param rows the query whose rows become rows of the new table, or null for one row
 * @param match which rows of the new table come from a row; those with the same key if
 * null
 * @param source the operation
 */
public record RowSource(NamedDraft table, String name, List<Argument> columns, Map<ColumnDraft, String> values,
		@Nullable String rows, @Nullable Match match, Source source) {

	public RowSource {
		columns = List.copyOf(columns);
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/** Returns the columns of the new table that get values and still exist. */
	public List<ColumnDraft> targets() {
		return this.values.keySet().stream().filter((column) -> column.name() != null).toList();
	}

	/**
	 * A condition that matches rows of both tables.
	 *
	 * @param where the condition, as the user wrote it
	 * @param name the name by which it calls the new table
	 * @param columns the columns of the new table that it reads
	 */
	public record Match(String where, String name, List<Argument> columns) {

		public Match {
			columns = List.copyOf(columns);
		}

	}

}

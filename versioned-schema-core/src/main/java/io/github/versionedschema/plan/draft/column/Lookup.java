package io.github.versionedschema.plan.draft.column;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rows of another table in which an expression finds its value. If several match, the
 * first one counts, in the order of the key; without a key, in the order of the value.
 *
 * @param table the other table
 * @param schema the schema that contains it
 * @param name the name by which the expression calls it
 * @param columns the columns of it that the expression mentions
 * @param key the columns of its key, possibly none
 * @param where the condition that matches rows of both tables, as the user wrote it
 * @param aggregate whether the value is an aggregate of all rows that match
 * @param otherwise the value if no row matches, as SQL, or null
 */
public record Lookup(NamedDraft table, String schema, String name, List<Argument> columns, List<ColumnDraft> key,
		String where, boolean aggregate, @Nullable String otherwise) {

	public Lookup {
		columns = List.copyOf(columns);
		key = List.copyOf(key);
	}

	/** Returns the same rows with a value for rows that none of them matches. */
	Lookup otherwise(String value) {
		return new Lookup(this.table, this.schema, this.name, this.columns, this.key, this.where, this.aggregate,
				value);
	}

}

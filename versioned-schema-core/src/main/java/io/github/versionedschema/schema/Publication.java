package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A publication that contains a table, by itself, with its schema or with all tables.
 *
 * @param name its name
 * @param columns the numbers of the columns in its column list; empty for all
 * @param rowFilter its WHERE condition for the table, as SQL
 * @param updatesOrDeletes whether it publishes updates or deletes, which need a replica
 * identity
 */
public record Publication(String name, List<Integer> columns, @Nullable String rowFilter, boolean updatesOrDeletes) {

	public Publication {
		columns = List.copyOf(columns);
	}

}

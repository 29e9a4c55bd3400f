package io.github.versionedschema.plan.write;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.ddl.OlderTables;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.schema.Identifier;

/**
 * The tables of which the newest version of a chain of live versions sees something else
 * than is in the database.
 */
final class ReadTables {

	private static final String NOTHING = "SELECT WHERE false";

	private final String schema;

	/** The tables that some chain changed last, by their names in the database. */
	private final Map<String, TableDraft> tables = new LinkedHashMap<>();

	/**
	 * Creates the tables.
	 * @param schema the schema that contains them
	 * @param chains the requests for the plans between the live versions, oldest first
	 */
	ReadTables(String schema, List<PlanRequest> chains) {
		this.schema = schema;
		chains.stream().map(DraftedChain::of).forEach(this::follow);
	}

	private void follow(DraftedChain chain) {
		chain.draft().touchedTables().forEach((table) -> {
			if (table.needsViews() || table.isDropped() || this.tables.containsKey(table.physicalName())) {
				this.tables.put(table.physicalName(), table);
			}
		});
		chain.draft()
			.createdTables()
			.stream()
			.filter((table) -> !table.physicalName().equals(table.name()))
			.forEach((table) -> this.tables.put(table.physicalName(), table));
	}

	/** Returns the tables as the version sees them. */
	OlderTables seen() {
		Map<String, String> queries = new HashMap<>();
		this.tables.keySet().forEach((name) -> queries.put(name, NOTHING));
		this.tables.values()
			.stream()
			.filter((table) -> table.name() != null)
			.forEach((table) -> queries.put(table.requiredName(), query(table)));
		return new OlderTables(queries);
	}

	private String query(TableDraft table) {
		return "SELECT %s FROM %s".formatted(table.visibleColumns()
			.stream()
			.map((column) -> Identifier.quote(column.physicalName()) + " AS " + Identifier.quote(column.requiredName()))
			.collect(Collectors.joining(", ")), Identifier.qualified(this.schema, table.physicalName()));
	}

}

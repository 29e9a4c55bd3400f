package io.github.versionedschema.plan.ddl;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Identifier;

/**
 * The tables that are not in the database as the version that a plan starts from sees
 * them, because older versions are live. An expression that reads other tables sees those
 * of this version, under its names.
 *
 * @param queries the queries that return their rows, by the name of the table; names that
 * only other versions know have a query without columns
 */
public record OlderTables(Map<String, String> queries) {

	/** All tables are in the database as the version sees them. */
	public static final OlderTables NONE = new OlderTables(Map.of());

	public OlderTables {
		queries = Map.copyOf(queries);
	}

	/**
	 * Returns the {@code WITH} clause in front of a {@code SELECT} with the expression;
	 * empty if it needs none. PostgreSQL binds it to the columns, whatever names they get
	 * later.
	 * @param expression the expression, as the user wrote it
	 */
	String with(String expression) {
		SqlWords words = SqlWords.of(expression);
		if (!words.mayRead()) {
			return "";
		}
		List<String> tables = this.queries.keySet()
			.stream()
			.filter(words::mentions)
			.sorted()
			.map((name) -> "%s AS NOT MATERIALIZED (%s)".formatted(Identifier.quote(name), this.queries.get(name)))
			.toList();
		return tables.isEmpty() ? "" : "WITH " + String.join(", ", tables) + "\n";
	}

}

package io.github.versionedschema.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.plan.operation.DropColumn;
import io.github.versionedschema.schema.Identifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of all tables as a release sees them.
 *
 * @param rows the rows of each table, as sorted JSON texts
 */
record VisibleRows(Map<String, List<String>> rows) {

	private static final int MOST_DIFFERENCES = 10;

	static List<String> tables(JdbcClient client, String baseSchema) {
		return client.sql("""
				select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where n.nspname = ? and c.relkind in ('r', 'p') order by 1""")
			.param(baseSchema)
			.query(String.class)
			.list();
	}

	static VisibleRows of(JdbcClient release, List<String> tables) {
		Map<String, List<String>> rows = new TreeMap<>();
		tables.forEach((table) -> rows.put(table,
				release
					.sql("select pg_catalog.to_jsonb(t)::text from %s t order by 1".formatted(Identifier.quote(table)))
					.query(String.class)
					.list()));
		return new VisibleRows(rows);
	}

	List<String> tables() {
		return List.copyOf(this.rows.keySet());
	}

	/**
	 * Returns the rows without the columns that a migration removes: the newer release
	 * does not know their values.
	 */
	VisibleRows without(List<SourcedOperation> operations) {
		Map<String, List<String>> known = new TreeMap<>(this.rows);
		for (SourcedOperation sourced : operations) {
			if (sourced.operation() instanceof DropColumn drop) {
				known.computeIfPresent(drop.table(),
						(table, texts) -> texts.stream().map((row) -> without(row, drop.column())).sorted().toList());
			}
		}
		return new VisibleRows(known);
	}

	private static String without(String row, String column) {
		ObjectNode object = (ObjectNode) JsonMapper.shared().readTree(row);
		object.remove(column);
		return object.toString();
	}

	/** Returns the differences from earlier rows, or an empty text. */
	String changesSince(VisibleRows before) {
		List<String> changes = new ArrayList<>();
		before.rows.forEach((table, earlier) -> {
			List<String> later = this.rows.getOrDefault(table, List.of());
			earlier.stream()
				.filter((row) -> !later.contains(row))
				.map((row) -> "- " + table + " " + row)
				.forEach(changes::add);
			later.stream()
				.filter((row) -> !earlier.contains(row))
				.map((row) -> "+ " + table + " " + row)
				.forEach(changes::add);
		});
		return String.join("\n", changes.subList(0, Math.min(changes.size(), MOST_DIFFERENCES)));
	}

}

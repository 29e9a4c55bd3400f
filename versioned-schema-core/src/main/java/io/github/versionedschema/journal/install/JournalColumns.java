package io.github.versionedschema.journal.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The columns that later formats added to the journal's tables, or removed. Adding one
 * locks out all readers, even if the column exists, so statements are only written for
 * missing ones.
 */
final class JournalColumns {

	/** Attaching sessions read {@code run}, so its lock is taken last. */
	private static final List<Column> ADDED = List.of(new Column("migration", "role", "text", "current_user"),
			new Column("backfill", "recent_rows", "float8", null),
			new Column("backfill", "recent_seconds", "float8", null),
			new Column("backfill", "worked_seconds", "float8", null),
			new Column("control", "last_action", "jsonb", null), new Column("control", "last_blocker", "jsonb", null),
			new Column("run", "role", "text", "current_user"), new Column("run", "kept_at", "timestamptz", null),
			new Column("run", "inputs", "jsonb", null), new Column("run", "chain_phase",
					"text check (chain_phase in ('expanding', 'expanded', 'completing', 'aborting'))", null));

	/** Columns that no release since the first one uses. */
	private static final List<Column> REMOVED = List.of(new Column("control", "target_batch_millis", "int", null));

	private static final String EXISTING = """
			select c.relname as name, a.attname as column, a.atthasdef as defaulted
			from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'versioned_schema' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
			""";

	private final JdbcClient jdbc;

	JournalColumns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the statements that add the missing columns and drop the removed ones, one
	 * for each table.
	 */
	List<String> changes() {
		List<Existing> existing = this.jdbc.sql(EXISTING).query(Existing.class).list();
		Map<String, List<String>> clauses = new LinkedHashMap<>();
		for (Column column : REMOVED) {
			if (column.in(existing) != null) {
				clauses.computeIfAbsent(column.table(), (table) -> new ArrayList<>())
					.add("drop column " + column.name());
			}
		}
		for (Column column : ADDED) {
			column.clauses(existing)
				.forEach((clause) -> clauses.computeIfAbsent(column.table(), (table) -> new ArrayList<>()).add(clause));
		}
		return clauses.entrySet()
			.stream()
			.map((table) -> "alter table versioned_schema." + table.getKey() + " "
					+ String.join(", ", table.getValue()))
			.toList();
	}

	/** The default is only for new rows. */
	private record Column(String table, String name, String definition, @Nullable String defaultValue) {

		@Nullable Existing in(List<Existing> all) {
			return all.stream()
				.filter((other) -> other.name().equals(this.table) && other.column().equals(this.name))
				.findFirst()
				.orElse(null);
		}

		Stream<String> clauses(List<Existing> all) {
			Existing existing = in(all);
			return Stream
				.of((existing == null) ? "add column %s %s".formatted(this.name, this.definition) : null,
						(this.defaultValue != null && (existing == null || !existing.defaulted()))
								? "alter column %s set default %s".formatted(this.name, this.defaultValue) : null)
				.filter(Objects::nonNull);
		}

	}

	private record Existing(String name, String column, boolean defaulted) {
	}

}

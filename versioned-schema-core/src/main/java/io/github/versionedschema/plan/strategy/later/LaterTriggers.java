package io.github.versionedschema.plan.strategy.later;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Trigger;

/**
 * Finds triggers created since expand whose functions read columns by names that a
 * transition removes. PostgreSQL tracks no dependencies of a function's text, so it would
 * fail when the trigger fires. Triggers that the plan saw were checked when planning;
 * other triggers must not read the column from the table either.
 */
final class LaterTriggers {

	private static final String QUERY = """
			SELECT DISTINCT pg_catalog.format('trigger %%I on %%s (function %%s reads column %%s)', t.tgname,
				t.tgrelid::regclass, p.oid::regprocedure, gone.name)
			FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
			CROSS JOIN LATERAL pg_catalog.regexp_replace(pg_catalog.regexp_replace(p.prosrc, '/\\*.*?\\*/', ' ', 'g'),
				'--[^\\n]*', ' ', 'g') AS code
			CROSS JOIN (VALUES %2$s) AS gone (name, word)
			WHERE (t.tgrelid = pg_catalog.to_regclass(%1$s)::oid
					OR t.tgrelid IN (SELECT relid::oid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(%1$s))))
				AND NOT t.tgisinternal AND p.pronamespace <> pg_catalog.to_regnamespace('versioned_schema')::oid
				AND (pg_catalog.regexp_like(code, '\\m([nN][eE][wW]|[oO][lL][dD])\\s*\\.\\s*' OPERATOR(pg_catalog.||) gone.word)
					OR (t.tgname <> ALL (%3$s) AND pg_catalog.regexp_like(code, gone.word)
						AND pg_catalog.regexp_like(code, %4$s)))
			""";

	private LaterTriggers() {
	}

	/**
	 * Returns a query for the triggers that complete would break, if it removes names.
	 */
	static Optional<String> ofComplete(TableWork work) {
		SharedTable table = work.table();
		Set<String> after = table.visibleColumns()
			.stream()
			.map(ColumnDraft::requiredName)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> gone = table.columns()
			.stream()
			.filter(ColumnDraft::isPhysical)
			.map(ColumnDraft::physicalName)
			.collect(Collectors.toCollection(TreeSet::new));
		gone.removeAll(after);
		return table.isDropped() ? Optional.empty() : query(work, gone);
	}

	/** Returns a query for the triggers that abort would break, if it drops columns. */
	static Optional<String> ofAbort(TableWork work) {
		return query(work, work.columns().names());
	}

	private static Optional<String> query(TableWork work, Collection<String> gone) {
		if (gone.isEmpty()) {
			return Optional.empty();
		}
		String words = gone.stream()
			.map((name) -> "(%s, %s)".formatted(Identifier.literal(name), Identifier.literal(word(name))))
			.collect(Collectors.joining(", "));
		List<Trigger> known = work.table().source().triggers();
		return Optional.of(QUERY.formatted(Identifier.literal(work.sqlName()), words,
				known.stream()
					.map((trigger) -> Identifier.literal(trigger.name()))
					.collect(Collectors.joining(", ", "ARRAY[", "]::name[]")),
				Identifier.literal(word(work.name()) + "|:=\\s*([nN][eE][wW]|[oO][lL][dD])\\s*;")));
	}

	/**
	 * Returns a regular expression for a name in SQL: folded to lower case, or in double
	 * quotes.
	 */
	private static String word(String name) {
		StringBuilder folded = new StringBuilder();
		StringBuilder exact = new StringBuilder();
		name.codePoints().forEach((character) -> {
			String text = Character.toString(character);
			String escaped = Character.isLetterOrDigit(character) || character == '_' ? text : "[" + text + "]";
			exact.append((character == '"') ? "\"\"" : (character == '^' || character == '\\') ? "\\" + text : escaped);
			folded.append((character >= 'a' && character <= 'z')
					? "[" + text + text.toUpperCase(java.util.Locale.ROOT) + "]" : escaped);
		});
		String quoted = "\"" + exact + "\"";
		return name.matches("[a-z_][a-z0-9_$]*") ? "(\\m" + folded + "(?![A-Za-z0-9_$])|" + quoted + ")" : quoted;
	}

}

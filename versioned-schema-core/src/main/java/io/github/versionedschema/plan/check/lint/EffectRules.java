package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.check.lint.TableState.ColumnState;
import io.github.versionedschema.plan.check.lint.TableState.IndexState;
import org.jspecify.annotations.Nullable;

/**
 * Compares tables before and after user SQL, in the transaction in which it was tried.
 * This sees what the SQL did, however it is written.
 */
public final class EffectRules {

	private static final int MOST_NAMES = 5;

	private final Source source;

	private final Set<String> words;

	private final Map<LintRule, Set<String>> found = new EnumMap<>(LintRule.class);

	private final Set<String> locks = new LinkedHashSet<>();

	/**
	 * Creates the rules of one operation.
	 * @param source the operation
	 * @param words the words of its SQL
	 */
	public EffectRules(Source source, Set<String> words) {
		this.source = source;
		this.words = words;
	}

	/**
	 * Returns the findings.
	 * @param existing the numbers of the tables that existed before any SQL
	 * @param before the tables before the SQL that it names or locks
	 * @param after the tables after it
	 */
	public List<Finding> findings(Set<Long> existing, List<TableState> before, List<TableState> after) {
		Map<Long, TableState> known = before.stream().collect(Collectors.toMap(TableState::oid, Function.identity()));
		Set<Long> left = after.stream().map(TableState::oid).collect(Collectors.toSet());
		after.stream()
			.filter((table) -> existing.contains(table.oid()))
			.forEach((table) -> compare(known.get(table.oid()), table));
		before.stream()
			.filter((table) -> existing.contains(table.oid()) && !left.contains(table.oid()))
			.forEach((table) -> add(LintRule.DROPS_TABLE, "table \"%s\"".formatted(table.name())));
		return this.found.entrySet().stream().map((entry) -> finding(entry.getKey(), names(entry.getValue()))).toList();
	}

	private void compare(@Nullable TableState before, TableState after) {
		int foundBefore = size();
		if (before != null) {
			columns(before, after);
			bindings(before, after);
			work(before, after);
		}
		if (size() == foundBefore && isLocked(before, after)) {
			add(LintRule.LOCKS_TABLE, "table \"%s\"".formatted(after.name()));
		}
		if (after.lock() != null) {
			this.locks
				.add(after.lock().replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace(" Lock", "").toUpperCase(Locale.ROOT));
		}
	}

	/** An operation before it may have taken the same lock. */
	private boolean isLocked(@Nullable TableState before, TableState after) {
		return after.lock() != null
				&& (before == null || !after.lock().equals(before.lock()) || this.words.contains(after.name()));
	}

	private void columns(TableState before, TableState after) {
		if (!before.name().equals(after.name()) || !before.schema().equals(after.schema())) {
			add(LintRule.RENAMES_TABLE, "table \"%s\"".formatted(before.name()));
		}
		for (ColumnState column : before.columns()) {
			String shown = "column \"%s\" of table \"%s\"".formatted(column.name(), before.name());
			ColumnState now = after.column(column.number()).orElse(null);
			if (now == null) {
				add(LintRule.DROPS_COLUMN, shown);
				continue;
			}
			if (!now.name().equals(column.name())) {
				add(LintRule.RENAMES_COLUMN, shown);
			}
			if (!now.type().equals(column.type()) || (now.required() && !column.required())) {
				add(LintRule.CHANGES_COLUMN, shown);
			}
		}
		after.columns()
			.stream()
			.filter((column) -> before.column(column.number()).isEmpty())
			.forEach((column) -> add(LintRule.ADDS_COLUMN,
					"column \"%s\" of table \"%s\"".formatted(column.name(), after.name())));
	}

	private void bindings(TableState before, TableState after) {
		Set<String> added = new LinkedHashSet<>(after.constraints());
		before.constraints().forEach(added::remove);
		added.forEach((constraint) -> add(LintRule.BINDS_OLDER_VERSIONS,
				"constraint \"%s\" of table \"%s\"".formatted(constraint, after.name())));
		for (IndexState index : after.indexes()) {
			if (index.unique() && !before.indexes().contains(index) && !added.contains(index.name())) {
				add(LintRule.BINDS_OLDER_VERSIONS,
						"unique index \"%s\" of table \"%s\"".formatted(index.name(), after.name()));
			}
		}
	}

	private void work(TableState before, TableState after) {
		String table = "table \"%s\"".formatted(after.name());
		Set<IndexState> built = new HashSet<>(after.indexes());
		before.indexes().forEach(built::remove);
		if (before.filenode() != after.filenode()) {
			add(LintRule.REWRITES_TABLE, table);
		}
		else if (!built.isEmpty() && after.scans() > before.scans()) {
			add(LintRule.BUILDS_INDEX, table);
		}
		else if (after.scans() > before.scans() && after.lock() != null) {
			add(LintRule.SCANS_TABLE, table);
		}
	}

	private int size() {
		return this.found.values().stream().mapToInt(Set::size).sum();
	}

	private void add(LintRule rule, String name) {
		this.found.computeIfAbsent(rule, (any) -> new LinkedHashSet<>()).add(name);
	}

	private static String names(Set<String> names) {
		List<String> shown = new ArrayList<>(names.stream().limit(MOST_NAMES).toList());
		if (names.size() > MOST_NAMES) {
			shown.add("%,d more".formatted(names.size() - MOST_NAMES));
		}
		return String.join(", ", shown);
	}

	private Finding finding(LintRule rule, String names) {
		return switch (rule) {
			case REWRITES_TABLE -> finding(rule, "The SQL rewrites %s, which blocks all access while it lasts.", names,
					"Use add_column or alter_column, which fill rows in batches.");
			case BUILDS_INDEX -> finding(rule, "The SQL builds an index of %s, which blocks writes while it lasts.",
					names, "Use create_index or create_constraint, which build concurrently.");
			case SCANS_TABLE -> finding(rule, "The SQL reads every row of %s while its lock blocks other sessions.",
					names, "Use create_constraint or alter_column, which check rows without such a lock.");
			case ADDS_COLUMN -> finding(rule,
					"The SQL adds %s under the clients of live versions: their prepared SELECT * fail with \"cached plan must not change result type\".",
					names, "Use add_column, which gives live versions a view.");
			case DROPS_COLUMN -> finding(rule, "The SQL drops %s, which live versions use until complete.", names,
					"Use drop_column, or run the SQL with onComplete.");
			case RENAMES_COLUMN -> finding(rule, "The SQL renames %s, which live versions use until complete.", names,
					"Use rename_column, which gives each version its name.");
			case CHANGES_COLUMN -> finding(rule, "The SQL changes %s for the clients of all live versions.", names,
					"Use alter_column, which gives each version its values.");
			case DROPS_TABLE -> finding(rule, "The SQL drops %s, which live versions use until complete.", names,
					"Use drop_table, or run the SQL with onComplete.");
			case RENAMES_TABLE -> finding(rule, "The SQL renames or moves %s, which live versions use until complete.",
					names, "Use rename_table, which gives each version its name.");
			case BINDS_OLDER_VERSIONS -> finding(rule,
					"The SQL adds %s, which also binds clients of older versions: writes that were valid for them fail.",
					names,
					"Use create_constraint or alter_column, which bind only the newer version until complete where that is possible.");
			default -> finding(rule,
					"The SQL locks %s (" + String.join(", ", this.locks)
							+ "), which blocks other sessions until all statements of the operation are done.",
					names, "Use the operation for it, if there is one, and keep the SQL short.");
		};
	}

	private Finding finding(LintRule rule, String message, String names, String advice) {
		return Finding.of(rule, this.source, message.formatted(names), advice);
	}

}

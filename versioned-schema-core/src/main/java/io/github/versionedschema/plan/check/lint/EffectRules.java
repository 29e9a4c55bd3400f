package io.github.versionedschema.plan.check.lint;

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
 * This sees what the SQL did, however it is written. Tables that are gone are objects
 * like others ({@link ObjectRules}).
 */
public final class EffectRules {

	private final Source source;

	private final Set<String> words;

	private final FoundNames found = new FoundNames();

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
		after.stream()
			.filter((table) -> existing.contains(table.oid()))
			.forEach((table) -> compare(known.get(table.oid()), table));
		return this.found.findings(this::finding);
	}

	private void compare(@Nullable TableState before, TableState after) {
		int foundBefore = this.found.size();
		if (before != null) {
			if (before.isTable()) {
				columns(before, after);
			}
			bindings(before, after);
			work(before, after);
		}
		if (this.found.size() == foundBefore && isLocked(before, after)) {
			this.found.add(LintRule.LOCKS_TABLE, after.shown());
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
			this.found.add(LintRule.RENAMES_TABLE, before.shown());
		}
		for (ColumnState column : before.columns()) {
			String shown = "column \"%s\" of %s".formatted(column.name(), before.shown());
			ColumnState now = after.column(column.number()).orElse(null);
			if (now == null) {
				this.found.add(LintRule.DROPS_COLUMN, shown);
				continue;
			}
			if (!now.name().equals(column.name())) {
				this.found.add(LintRule.RENAMES_COLUMN, shown);
			}
			if (!now.type().equals(column.type()) || (now.required() && !column.required())) {
				this.found.add(LintRule.CHANGES_COLUMN, shown);
			}
		}
		after.columns()
			.stream()
			.filter((column) -> before.column(column.number()).isEmpty())
			.forEach((column) -> this.found.add(LintRule.ADDS_COLUMN,
					"column \"%s\" of %s".formatted(column.name(), after.shown())));
	}

	private void bindings(TableState before, TableState after) {
		Set<String> added = new LinkedHashSet<>(after.constraints());
		before.constraints().forEach(added::remove);
		added.forEach((constraint) -> this.found.add(LintRule.BINDS_OLDER_VERSIONS,
				"constraint \"%s\" of %s".formatted(constraint, after.shown())));
		for (IndexState index : after.indexes()) {
			if (index.unique() && !before.indexes().contains(index) && !added.contains(index.name())) {
				this.found.add(LintRule.BINDS_OLDER_VERSIONS,
						"unique index \"%s\" of %s".formatted(index.name(), after.shown()));
			}
		}
	}

	private void work(TableState before, TableState after) {
		String table = after.shown();
		Set<IndexState> built = new HashSet<>(after.indexes());
		before.indexes().forEach(built::remove);
		if (before.filenode() != after.filenode()) {
			this.found.add(LintRule.REWRITES_TABLE, table);
		}
		else if (!built.isEmpty() && after.scans() > before.scans()) {
			this.found.add(LintRule.BUILDS_INDEX, table);
		}
		else if (after.scans() > before.scans() && after.lock() != null) {
			this.found.add(LintRule.SCANS_TABLE, table);
		}
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
					"Use drop_column, or run the SQL with \"%s\".".formatted(new ScriptKeys(this.source).onComplete()));
			case RENAMES_COLUMN -> finding(rule, "The SQL renames %s, which live versions use until complete.", names,
					"Use rename_column, which gives each version its name.");
			case CHANGES_COLUMN -> finding(rule, "The SQL changes %s for the clients of all live versions.", names,
					"Use alter_column, which gives each version its values.");
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

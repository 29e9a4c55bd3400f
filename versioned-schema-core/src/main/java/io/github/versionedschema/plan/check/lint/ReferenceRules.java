package io.github.versionedschema.plan.check.lint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Finds foreign keys that migrations add and that no index of the newer version supports:
 * PostgreSQL indexes the referenced columns only.
 */
public final class ReferenceRules {

	private final SchemaDraft draft;

	private final List<Set<String>> indexesOfSql;

	/**
	 * Creates the rules.
	 * @param draft the schema after all operations
	 */
	public ReferenceRules(SchemaDraft draft) {
		this.draft = draft;
		this.indexesOfSql = draft.script()
			.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.flatMap((sql) -> UserStatement.of(sql.up()).stream())
			.filter((statement) -> statement.is("create", "index"))
			.map((statement) -> statement.words().stream().map(Word::name).collect(Collectors.toSet()))
			.toList();
	}

	/** Returns the findings about keys that operations add. */
	public List<Finding> findings() {
		return this.draft.foreignKeys()
			.stream()
			.filter((key) -> !isIndexed(key))
			.map((key) -> finding(key.source(), key.name(), names(key), Objects.requireNonNull(key.referenced().name()),
					Objects.requireNonNull(key.table().name())))
			.toList();
	}

	/**
	 * Returns the findings about keys that user SQL adds.
	 * @param source the operation
	 * @param added the keys, after all SQL
	 */
	public List<Finding> findings(Source source, List<ReferenceState> added) {
		return added.stream()
			.filter((key) -> !key.indexed() && !isIndexed(key))
			.map((key) -> finding(source, key.name(), key.columns(), key.referenced(), key.table()))
			.toList();
	}

	private boolean isIndexed(NewForeignKey key) {
		return key.table().isIndexed(Set.copyOf(key.columns()))
				|| isIndexedBySql(Objects.requireNonNull(key.table().name()), names(key));
	}

	private boolean isIndexed(ReferenceState key) {
		return isIndexedBySql(key.table(), key.columns()) || this.draft.touchedTables()
			.stream()
			.filter((table) -> table.source().physicalName().equals(key.table()))
			.anyMatch((table) -> isIndexed(table, key.columns()));
	}

	private static boolean isIndexed(SharedTable table, List<String> columns) {
		Set<ColumnDraft> found = table.visibleColumns()
			.stream()
			.filter((column) -> column.ancestor() != null && columns.contains(column.ancestor().physicalName()))
			.collect(Collectors.toSet());
		return found.size() == columns.size() && table.isIndexed(found);
	}

	/** SQL may build it later than it can be tried. */
	private boolean isIndexedBySql(String table, List<String> columns) {
		return this.indexesOfSql.stream().anyMatch((words) -> words.contains(table) && words.containsAll(columns));
	}

	private static Finding finding(Source source, String key, List<String> columns, String referenced, String table) {
		return Finding.of(LintRule.UNINDEXED_REFERENCE, source,
				"Foreign key \"%s\" has no index that starts with its columns (%s): to delete a row of \"%s\", or to change its key, PostgreSQL reads all of \"%s\"."
					.formatted(key, String.join(", ", columns), referenced, table),
				"Add create_index on these columns to the migration.");
	}

	private static List<String> names(NewForeignKey key) {
		return key.columns().stream().map(ColumnDraft::requiredName).toList();
	}

}

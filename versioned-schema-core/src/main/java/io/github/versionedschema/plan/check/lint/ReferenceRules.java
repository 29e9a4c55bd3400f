package io.github.versionedschema.plan.check.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Finds foreign keys that operations add and that no index of the newer version supports:
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

	/** Returns the findings. */
	public List<Finding> findings() {
		return this.draft.foreignKeys().stream().filter((key) -> !isIndexed(key)).map(ReferenceRules::finding).toList();
	}

	private boolean isIndexed(NewForeignKey key) {
		Set<String> names = new HashSet<>(names(key));
		names.add(Objects.requireNonNull(key.table().name()));
		return key.table().isIndexed(Set.copyOf(key.columns()))
				|| this.indexesOfSql.stream().anyMatch((words) -> words.containsAll(names));
	}

	private static Finding finding(NewForeignKey key) {
		return Finding.of(LintRule.UNINDEXED_REFERENCE, key.source(),
				"Foreign key \"%s\" has no index that starts with its columns (%s): to delete a row of \"%s\", or to change its key, PostgreSQL reads all of \"%s\"."
					.formatted(key.name(), String.join(", ", names(key)), key.referenced().name(), key.table().name()),
				"Add create_index on these columns to the migration.");
	}

	private static List<String> names(NewForeignKey key) {
		return key.columns().stream().map(ColumnDraft::requiredName).toList();
	}

}

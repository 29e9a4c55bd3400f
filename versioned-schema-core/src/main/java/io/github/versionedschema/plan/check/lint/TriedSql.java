package io.github.versionedschema.plan.check.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import org.jspecify.annotations.Nullable;

/**
 * SQL that is tried in a transaction that is rolled back, to see what it does to what
 * exists.
 *
 * @param statements the SQL
 * @param sql the operation that it belongs to, or null if its effects need no finding
 * @param draft the schema after all operations
 */
public record TriedSql(String statements, ScriptItem.@Nullable UserSql sql, SchemaDraft draft) {

	private static final Set<String> KINDS = Set.of("index", "trigger", "rule", "policy");

	/** Returns whether it may lock, drop or change what exists, or creates a table. */
	public boolean isOfInterest() {
		return this.sql != null && UserStatement.of(this.statements)
			.stream()
			.anyMatch((statement) -> statement.isVerb("alter", "drop", "import", "revoke", "reassign")
					|| statement.has("or", "replace")
					|| (statement.isVerb("create") && KINDS.contains(statement.kind()))
					|| statement.is("create", "table"));
	}

	/** Returns all words of the SQL, which include the names of the tables in it. */
	public Set<String> words() {
		return UserStatement.of(this.statements)
			.stream()
			.flatMap((statement) -> statement.words().stream())
			.map((word) -> word.name())
			.collect(Collectors.toSet());
	}

	/** Returns the findings of a trial that was cancelled because it took long. */
	public List<Finding> cancelled() {
		return (this.sql != null) ? new StatementRules(this.sql, this.draft).untried(0) : List.of();
	}

}

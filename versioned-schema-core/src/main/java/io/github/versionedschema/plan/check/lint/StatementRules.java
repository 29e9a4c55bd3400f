package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Finds risks in the text of user SQL. What PostgreSQL can be asked is asked: the text
 * decides only about statements that were not tried, and about what a trial does not
 * show.
 */
public final class StatementRules {

	private static final Set<String> WITHOUT_TRACE = Set.of("set", "reset", "select", "values", "table", "analyze",
			"vacuum", "reindex", "cluster", "refresh", "show", "explain", "notify", "lock", "discard", "checkpoint");

	private static final Set<String> USED_BY_CLIENTS = Set.of("view", "function", "procedure", "routine", "aggregate",
			"trigger", "rule", "policy", "type", "domain", "sequence", "schema", "extension", "operator", "collation");

	private static final String IN_BATCHES = "Use add_column or alter_column with \"up\", which fills rows in batches and follows later writes.";

	private static final String BY_OPERATION = "Use the operation for the change, which keeps its locks short and gives each version its view, or run it while there is no load.";

	private final ScriptItem.UserSql sql;

	private final ScriptKeys keys;

	private final List<UserStatement> statements;

	/** Tables that no client of an older version uses. */
	private final Set<String> newTables;

	/** Objects that the SQL of the chain creates. */
	private final Set<String> newObjects;

	private final List<Finding> findings = new ArrayList<>();

	/**
	 * Creates the rules of one operation.
	 * @param sql the operation
	 * @param draft the schema after all operations
	 */
	public StatementRules(ScriptItem.UserSql sql, SchemaDraft draft) {
		this.sql = sql;
		this.keys = new ScriptKeys(sql.source());
		this.statements = UserStatement.of(sql.up());
		this.newTables = draft.createdTables()
			.stream()
			.flatMap((table) -> Stream.of(table.physicalName(), table.name()))
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(HashSet::new));
		this.statements.stream()
			.filter((statement) -> statement.is("create", "table"))
			.map(UserStatement::object)
			.forEach(this.newTables::add);
		this.newObjects = draft.script()
			.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.flatMap((script) -> UserStatement.of(script.up()).stream())
			.filter((statement) -> statement.isVerb("create") && !statement.has("or", "replace"))
			.map(UserStatement::object)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the findings.
	 * @param tried how much of the text is tried
	 */
	public List<Finding> findings(int tried) {
		for (UserStatement statement : this.statements) {
			if (!isOnlyAboutNewTables(statement)) {
				rows(statement);
			}
			objects(statement);
		}
		if (!this.sql.onComplete() && this.sql.down() == null && this.statements.stream().anyMatch(this::leavesTrace)) {
			String key = this.keys.onAbort();
			add(LintRule.WITHOUT_DOWN, "Abort does not undo the SQL, because it has no \"%s\".".formatted(key),
					"Give \"%s\", so that abort leaves nothing behind.".formatted(key));
		}
		untried(tried);
		return this.findings;
	}

	/**
	 * Returns the findings about statements that were not tried to their end.
	 * @param from where they begin in the text
	 */
	public List<Finding> untried(int from) {
		for (UserStatement statement : this.statements) {
			if (statement.start() >= from && !isOnlyAboutNewTables(statement)) {
				locks(statement);
				removes(statement);
			}
		}
		return this.findings;
	}

	private boolean isOnlyAboutNewTables(UserStatement statement) {
		return statement.isTemporary() || statement.words().stream().map(Word::name).anyMatch(this.newTables::contains);
	}

	private boolean leavesTrace(UserStatement statement) {
		return !WITHOUT_TRACE.contains(statement.verb()) && !statement.isTemporary();
	}

	private void rows(UserStatement statement) {
		boolean within = statement.isVerb("with") && (statement.has("delete") || statement.has("merge")
				|| statement.count("update") > countLocking(statement));
		if (statement.isVerb("update", "delete", "merge", "truncate") || within) {
			add(LintRule.CHANGES_ROWS,
					"%s changes rows in one transaction. Clients that write the same rows wait until it ends."
						.formatted(statement.shown()),
					IN_BATCHES);
		}
	}

	/** SELECT ... FOR UPDATE, FOR NO KEY UPDATE, and ON CONFLICT DO UPDATE. */
	private static long countLocking(UserStatement statement) {
		return List.of("for", "key", "do").stream().filter((before) -> statement.has(before, "update")).count();
	}

	private void objects(UserStatement statement) {
		boolean drops = statement.isVerb("drop", "truncate") || (statement.isVerb("alter") && statement.has("drop"));
		boolean ofForeignKey = statement.has("delete", "cascade") || statement.has("update", "cascade");
		if (drops && statement.has("cascade") && !ofForeignKey) {
			add(LintRule.CASCADES, "%s with CASCADE also removes whatever depends on the object, now or when it runs."
				.formatted(statement.shown()), "Name each object that is to be removed, and leave out CASCADE.");
		}
		if (statement.has("concurrently") && statement.isVerb("create", "reindex")) {
			add(LintRule.LEAVES_INVALID_INDEX,
					"%s CONCURRENTLY leaves an invalid index behind if it fails or the leader dies."
						.formatted(statement.shown()),
					statement.isVerb("create")
							? "Use create_index, which also builds concurrently and cleans up after an interrupted build."
							: "Drop the invalid index if it fails, and run it again.");
		}
		if (statement.is("alter", "type") && statement.has("add", "value")) {
			add(LintRule.ADDS_ENUM_VALUE,
					"Clients of older versions read the new value of the enum as soon as a newer client writes it. PostgreSQL cannot remove it again.",
					"Deploy a release that can read the value before the release that writes it.");
		}
	}

	private void locks(UserStatement statement) {
		String shown = statement.shown();
		if (statement.is("alter", "table")) {
			add(LintRule.LOCKS_TABLE, "%s blocks access to table \"%s\" until the SQL ends. How long was not tried."
				.formatted(shown, statement.object()), BY_OPERATION);
		}
		else if (statement.isVerb("lock")) {
			add(LintRule.LOCKS_TABLE, "LOCK blocks other sessions until the SQL ends.",
					"Leave it out, or keep the SQL after it short.");
		}
		else if (statement.isVerb("cluster") || (statement.isVerb("vacuum") && statement.has("full"))) {
			add(LintRule.REWRITES_TABLE, "%s rewrites the table, which blocks all access to it.".formatted(shown),
					"Run it while there is no load, or use an extension that repacks tables online.");
		}
		else if (statement.is("create", "index") && !statement.has("concurrently")) {
			add(LintRule.BUILDS_INDEX, "%s blocks writes of its table while it builds the index.".formatted(shown),
					"Use create_index, which builds it concurrently.");
		}
		else if (statement.isVerb("reindex") && !statement.has("concurrently")) {
			add(LintRule.BUILDS_INDEX, "%s blocks writes while it builds the index again.".formatted(shown),
					"Use REINDEX ... CONCURRENTLY.");
		}
		else if (statement.isVerb("refresh") && !statement.has("concurrently")) {
			add(LintRule.LOCKS_TABLE, "%s blocks reads of the materialized view until it ends.".formatted(shown),
					"Use REFRESH MATERIALIZED VIEW CONCURRENTLY.");
		}
	}

	private void removes(UserStatement statement) {
		if (this.sql.onComplete()) {
			return;
		}
		String shown = statement.shown();
		if (statement.is("drop", "table")) {
			add(LintRule.DROPS_TABLE,
					"%s removes table \"%s\", which live versions may use.".formatted(shown, statement.object()),
					"Use drop_table: complete drops the table when no live version has it.");
		}
		else if (statement.isVerb("drop") && USED_BY_CLIENTS.contains(statement.kind())
				&& !this.newObjects.contains(statement.object())) {
			add(LintRule.DROPS_OBJECT,
					"%s removes \"%s\", which live versions may use.".formatted(shown, statement.object()),
					"Drop it with \"%s\", when no older version is live.".formatted(this.keys.onComplete()));
		}
		else if (statement.isVerb("revoke")) {
			add(LintRule.CHANGES_OBJECT, "REVOKE takes rights from the clients of all live versions.",
					"Revoke them with \"%s\", when no older version is live.".formatted(this.keys.onComplete()));
		}
	}

	private void add(LintRule rule, String message, String advice) {
		this.findings.add(Finding.of(rule, this.sql.source(), message, advice));
	}

}

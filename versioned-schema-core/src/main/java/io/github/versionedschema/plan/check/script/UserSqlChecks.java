package io.github.versionedschema.plan.check.script;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;

/**
 * Creates the checks of all user SQL. Each is analyzed only once.
 */
public final class UserSqlChecks {

	/**
	 * The columns that the chain creates, by name, with the first operation that creates
	 * each.
	 */
	private final Map<String, Source> madeColumns = new HashMap<>();

	private final Map<ScriptItem.UserSql, UserSqlCheck> checks = new IdentityHashMap<>();

	/**
	 * Creates the checks.
	 * @param draft the schema after all operations
	 */
	public UserSqlChecks(SchemaDraft draft) {
		draft.touchedTables()
			.stream()
			.map(SharedTable::visibleColumns)
			.flatMap(List::stream)
			.filter((column) -> column.source() == null && column.ancestor() == null)
			.forEach(this::made);
	}

	private void made(ColumnDraft column) {
		String name = column.name();
		Source operation = column.operation();
		if (name != null && operation != null) {
			this.madeColumns.merge(name, operation, (one, other) -> (one.compareTo(other) <= 0) ? one : other);
		}
	}

	/** Returns the findings about SQL that cannot be tried before it runs. */
	public List<Finding> notes(List<ScriptItem> script) {
		return script.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.flatMap((sql) -> of(sql).note().stream())
			.toList();
	}

	/** Returns the statements that define what later operations may use. */
	public List<String> definitions(List<ScriptItem> script) {
		return script.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.map(this::of)
			.filter(UserSqlCheck::defines)
			.map(UserSqlCheck::definitions)
			.toList();
	}

	public UserSqlCheck of(ScriptItem.UserSql sql) {
		return this.checks.computeIfAbsent(sql, (item) -> new UserSqlCheck(item, this.madeColumns));
	}

}

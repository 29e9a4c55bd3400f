package io.github.versionedschema.plan.check;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;

/**
 * The checks of all SQL that the user wrote. Each is looked at once, however often it is
 * asked for.
 */
public final class UserSqlChecks {

	/** The columns that the chain makes, by name, with the first operation that does. */
	private final Map<String, Source> madeColumns = new HashMap<>();

	private final Map<ScriptItem.UserSql, UserSqlCheck> checks = new IdentityHashMap<>();

	/**
	 * Creates the checks.
	 * @param draft the schema as all operations left it
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

	/** Returns what is said of SQL that cannot be tried before it runs. */
	public List<Finding> notes(List<ScriptItem> script) {
		return script.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.flatMap((sql) -> of(sql).note().stream())
			.toList();
	}

	public UserSqlCheck of(ScriptItem.UserSql sql) {
		return this.checks.computeIfAbsent(sql, (item) -> new UserSqlCheck(item, this.madeColumns));
	}

}

package io.github.versionedschema.plan.sync;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;

/**
 * Writes triggers that fill columns whose default differs between rows, in rows that are
 * updated while the backfill runs. Such a row may move to a page that the backfill never
 * visits. Inserted rows get the default from the table. These triggers fire before those
 * of {@code up}, which may read such a column. If a default cannot be computed, the
 * client's statement does not fail, and the row counts as unfilled.
 */
public final class DefaultTriggers {

	private final Scope scope;

	private final SharedTable table;

	private final List<ColumnDraft> columns;

	public DefaultTriggers(Scope scope, SharedTable table) {
		this.scope = scope;
		this.table = table;
		this.columns = table.visibleColumns()
			.stream()
			.filter((column) -> column.filling().isDefaultInBatches() && PhysicalColumns.hasPhysicalDefault(column))
			.toList();
	}

	public List<String> createFunctions() {
		if (this.columns.isEmpty()) {
			return List.of();
		}
		String assignments = this.columns.stream()
			.map((column) -> "\tIF %1$s IS NULL THEN\n\t\t%1$s := (\n%2$s\n);\n\tEND IF;\n"
				.formatted(Rows.field("NEW", column), PhysicalColumns.laterDefault(this.scope, column)))
			.collect(Collectors.joining());
		return OwnFunction.ofTrigger(Scope.ours(function()), this.scope, "BEGIN\n" + assignments
				+ "\tRETURN NEW;\nEXCEPTION WHEN OTHERS OR assert_failure THEN\n\tRETURN NEW;\nEND\n");
	}

	public List<String> dropFunctions() {
		return this.columns.isEmpty() ? List.of() : List.of(SyncFunctions.dropFunction(function()));
	}

	private String function() {
		return this.scope.function(this.table.source().name(), "default");
	}

	public List<TriggerSql> triggers() {
		if (this.columns.isEmpty()) {
			return List.of();
		}
		String missing = this.columns.stream()
			.map((column) -> Rows.field("NEW", column) + " IS NULL")
			.collect(Collectors.joining(" OR ", "(", ")"));
		return List.of(TriggerSql.before(this.scope.lastTrigger("00_default"), "UPDATE",
				SyncTriggers.NOT_BACKFILL + " AND " + missing, Scope.ours(function()), List.of()));
	}

}

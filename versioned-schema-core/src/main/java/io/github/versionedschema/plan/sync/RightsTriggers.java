package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes triggers that prevent a role from writing a replaced column via its replacement
 * after the privilege on the column was revoked. PostgreSQL does not revoke it on the
 * replacement. Only columns with column privileges have these triggers, as a revocation
 * on a table applies to all its columns. They fire before the triggers that fill the
 * replacement.
 */
public final class RightsTriggers implements TriggersOfBoth {

	private static final List<String> WRITES = List.of("INSERT", "UPDATE");

	private final Scope scope;

	private final SharedTable table;

	private final List<ColumnDraft> columns;

	public RightsTriggers(Scope scope, SharedTable table) {
		this.scope = scope;
		this.table = table;
		this.columns = table.visibleColumns()
			.stream()
			.filter((column) -> column.isNewOnly()
					&& WRITES.stream().anyMatch((privilege) -> isGranted(column.ancestor(), privilege)))
			.toList();
	}

	private static boolean isGranted(@Nullable Column column, String privilege) {
		return column != null && column.grants().stream().anyMatch((grant) -> grant.privilege().equals(privilege));
	}

	@Override
	public List<String> createFunctions() {
		return this.columns.isEmpty() ? List.of() : OwnFunction.ofTrigger(Scope.ours(function()), this.scope, """
				BEGIN
				RAISE insufficient_privilege USING TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
					MESSAGE = pg_catalog.format('permission denied for table %s', TG_TABLE_NAME);
				END
				""");
	}

	@Override
	public List<String> dropFunctions() {
		return this.columns.isEmpty() ? List.of() : List.of(SyncFunctions.dropFunction(function()));
	}

	private String function() {
		return this.scope.function(this.table.source().name(), "rights");
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (ColumnDraft column : this.columns) {
			Column replaced = Objects.requireNonNull(column.ancestor());
			for (String privilege : WRITES) {
				if (isGranted(replaced, privilege)) {
					String written = privilege.equals("INSERT") ? Rows.field("NEW", column) + " IS NOT NULL"
							: Rows.changed(List.of(column));
					triggers.add(TriggerSql.before(
							this.scope.firstTrigger("00_may_%02d".formatted(triggers.size() + 1)), privilege,
							written + " AND NOT " + may(replaced, privilege), Scope.ours(function()), List.of()));
				}
			}
		}
		return triggers;
	}

	/** The privileges of the writing role are checked. */
	private String may(Column column, String privilege) {
		return "pg_catalog.has_column_privilege(%s::pg_catalog.regclass::pg_catalog.oid, %d::pg_catalog.int2, '%s'::pg_catalog.text)"
			.formatted(Identifier.literal(this.scope.table(this.table.physicalName())), column.number(), privilege);
	}

}

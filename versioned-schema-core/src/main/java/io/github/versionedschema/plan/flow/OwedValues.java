package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Lookup;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;
import io.github.versionedschema.schema.Identifier;

/**
 * Columns that are NOT NULL in the older version and have their values in another table
 * in the newer one. A client of the newer version may insert the row before the row that
 * has the value, so the column is NOT NULL only at the end of its transaction. For
 * clients of the older version it is NOT NULL at once.
 */
public final class OwedValues implements TriggersOfBoth {

	private final Scope scope;

	private final SharedTable table;

	public OwedValues(Scope scope, SharedTable table) {
		this.scope = scope;
		this.table = table;
	}

	public boolean isEmpty() {
		return this.table.owedColumns().isEmpty();
	}

	/**
	 * Returns the statements that let the columns be null until the transaction ends.
	 * @param sqlName the table, as written in SQL
	 */
	public List<String> relax(String sqlName) {
		List<String> statements = new ArrayList<>();
		if (isEmpty()) {
			return statements;
		}
		statements.add(view().create(sqlName));
		statements.addAll(createFunctions());
		statements.addAll(TriggerSql.create(sqlName, triggers()));
		for (ColumnDraft column : this.table.owedColumns()) {
			statements.add(
					"CREATE CONSTRAINT TRIGGER %s AFTER INSERT OR UPDATE ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW\nWHEN (%s IS NULL)\nEXECUTE FUNCTION %s(%s)"
						.formatted(late(column), sqlName, Rows.field("NEW", column),
								Scope.ours(function("late", column)),
								arguments(column).stream().map(Identifier::literal).collect(Collectors.joining(", "))));
			statements.add("ALTER TABLE %s ENABLE ALWAYS TRIGGER %s, ALTER COLUMN %s DROP NOT NULL".formatted(sqlName,
					late(column), Identifier.quote(column.physicalName())));
		}
		return statements;
	}

	private String late(ColumnDraft column) {
		return Identifier
			.quote(this.scope.lastTrigger("late_%02d".formatted(this.table.owedColumns().indexOf(column) + 1)));
	}

	/**
	 * Returns the statements that drop what checks the end of transactions.
	 * @param sqlName the table, as written in SQL
	 */
	public List<String> drop(String sqlName) {
		List<String> statements = new ArrayList<>();
		if (!isEmpty()) {
			this.table.owedColumns()
				.forEach(
						(column) -> statements.add("DROP TRIGGER IF EXISTS %s ON %s".formatted(late(column), sqlName)));
			triggers().forEach((trigger) -> statements.add(trigger.drop(sqlName)));
			statements.addAll(dropFunctions());
			statements.add(view().drop());
		}
		return statements;
	}

	/**
	 * Returns the statements that bind all clients at once.
	 * @param sqlName the table, as written in SQL
	 */
	public List<String> bind(String sqlName) {
		return this.table.owedColumns()
			.stream()
			.flatMap((column) -> List
				.of("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(sqlName, check(column)),
						"ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID".formatted(sqlName,
								check(column), Identifier.quote(column.physicalName())))
				.stream())
			.toList();
	}

	/**
	 * Returns the statements that validate what binds them.
	 * @param sqlName the table, as written in SQL
	 */
	public List<String> validate(String sqlName) {
		return this.table.owedColumns()
			.stream()
			.map((column) -> "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(sqlName, check(column)))
			.toList();
	}

	/**
	 * Returns the statements that make the columns NOT NULL again, without a scan.
	 * @param sqlName the table, as written in SQL
	 */
	public List<String> restore(String sqlName) {
		List<String> statements = new ArrayList<>();
		for (ColumnDraft column : this.table.owedColumns()) {
			String name = Identifier.quote(column.physicalName());
			statements.add("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(sqlName, name));
			statements.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(sqlName, check(column)));
		}
		return statements;
	}

	private String check(ColumnDraft column) {
		return Identifier
			.quote(Identifier.truncatedWithHash("_vs_" + this.table.lastingName() + "_" + column.oldName() + "_owed"));
	}

	private FlowView view() {
		return FlowView.of(Scope.ours(this.scope.function(this.table.lastingName(), "owed")), this.table,
				this.table.owedColumns().stream());
	}

	@Override
	public List<String> createFunctions() {
		String raise = """
				RAISE EXCEPTION USING ERRCODE = 'not_null_violation', MESSAGE = TG_ARGV[0], COLUMN = TG_ARGV[1],
					TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA, HINT = TG_ARGV[2];
				""";
		List<String> statements = new ArrayList<>();
		for (ColumnDraft column : this.table.owedColumns()) {
			FlowView view = view();
			String key = this.table.rowKey()
				.stream()
				.map((part) -> Rows.field("NEW", part))
				.collect(Collectors.joining(", "));
			statements.addAll(OwnFunction.ofTrigger(Scope.ours(function("at_once", column)), this.scope,
					"BEGIN\n" + raise + "END\n"));
			statements.addAll(OwnFunction.ofTrigger(Scope.ours(function("late", column)), this.scope, """
					#variable_conflict use_column
					BEGIN
					IF EXISTS (SELECT FROM %s WHERE (%s) IN (SELECT %s) AND %s IS NULL) THEN
					%sEND IF;
					RETURN NULL;
					END
					""".formatted(view.sqlName(), String.join(", ", view.keys("")), key, view.name(column), raise)));
		}
		return statements;
	}

	@Override
	public List<String> dropFunctions() {
		return this.table.owedColumns()
			.stream()
			.flatMap((column) -> List
				.of(SyncFunctions.dropFunction(function("at_once", column)),
						SyncFunctions.dropFunction(function("late", column)))
				.stream())
			.toList();
	}

	private String function(String when, ColumnDraft column) {
		return this.scope.function(this.table.lastingName(), column.oldName() + ".owed." + when);
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (ColumnDraft column : this.table.owedColumns()) {
			String name = this.scope.lastTrigger("owed_%02d_".formatted(triggers.size() / 2 + 1));
			String owed = "NOT (%s) AND %s AND %s IS NULL AND %s".formatted(this.scope.isNewSide(), notWithin(column),
					Rows.field("NEW", column), SyncTriggers.NOT_BACKFILL);
			List.of("INSERT", "UPDATE")
				.forEach((event) -> triggers.add(new TriggerSql(name + event, "BEFORE", event, owed,
						Scope.ours(function("at_once", column)), arguments(column))));
		}
		return triggers;
	}

	/** A value that another table has lost may come back before the transaction ends. */
	private String notWithin(ColumnDraft column) {
		return this.table.derivations()
			.stream()
			.filter((derivation) -> derivation.target() == column)
			.map((derivation) -> Edge.of(this.scope, other(derivation), this.table).notWithin())
			.distinct()
			.collect(Collectors.joining(" AND "));
	}

	private static TableDraft other(Derivation derivation) {
		Lookup lookup = derivation.expression().lookup();
		if (lookup != null && lookup.table() instanceof TableDraft other) {
			return other;
		}
		throw new IllegalStateException("No table of " + derivation);
	}

	private List<String> arguments(ColumnDraft column) {
		String name = String.valueOf(column.oldName());
		return List.of(
				"null value in column %s of relation %s violates not-null constraint".formatted(Identifier.quote(name),
						Identifier.quote(this.table.lastingName())),
				name, "The older version needs a value, which a row of another table has in the newer one.");
	}

}

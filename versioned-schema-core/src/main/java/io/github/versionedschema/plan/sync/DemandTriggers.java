package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes triggers that enforce constraints of the newer version while the older version
 * is live. They raise errors with the constraint's name and SQLSTATE. A constraint, even
 * {@code NOT VALID}, would also reject writes of the older version. Generated columns are
 * checked after the write, as they have no values before.
 */
public final class DemandTriggers implements TriggersOfBoth {

	private final Scope scope;

	private final SharedTable table;

	private final SyncFunctions functions;

	public DemandTriggers(Scope scope, SharedTable table, SyncFunctions functions) {
		this.scope = scope;
		this.table = table;
		this.functions = functions;
	}

	@Override
	public List<String> createFunctions() {
		List<String> statements = new ArrayList<>();
		for (Demand demand : this.table.demands()) {
			statements.addAll(OwnFunction.ofTrigger(function(demand), this.scope, body(demand)));
		}
		return statements;
	}

	/**
	 * A check is evaluated in the trigger function, as clients may not execute the
	 * function of the check. A not-null column is checked in the trigger's condition,
	 * which needs no function call.
	 */
	private String body(Demand demand) {
		String raise = """
				RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],
					CONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
				""";
		if (demand.column() != null) {
			return "BEGIN\n" + raise + "END\n";
		}
		return "BEGIN\nIF (%s) IS FALSE THEN\n%sEND IF;\nRETURN NEW;\nEND\n"
			.formatted(this.functions.call(demand, (argument) -> Rows.field("NEW", argument)), raise);
	}

	@Override
	public List<String> dropFunctions() {
		return this.table.demands().stream().map((demand) -> SyncFunctions.dropFunction(functionName(demand))).toList();
	}

	private String function(Demand demand) {
		return Scope.ours(functionName(demand));
	}

	private String functionName(Demand demand) {
		return this.scope.function(this.table.source().name(), demand.name() + ".refuse");
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (Demand demand : this.table.demands()) {
			String name = this.scope.lastTrigger("demand_%02d_".formatted(triggers.size() / 2 + 1));
			String violated = this.scope.isNewSide() + " AND " + violated(demand, "NEW");
			String timing = demand.columns().stream().anyMatch(ColumnDraft::isGenerated) ? "AFTER" : "BEFORE";
			triggers
				.add(new TriggerSql(name + "insert", timing, "INSERT", violated, function(demand), arguments(demand)));
			// The newer version can update other columns of a row that already violates
			// the
			// constraint.
			triggers.add(new TriggerSql(name + "update", timing, "UPDATE",
					violated + " AND " + Rows.changed(demand.columns()), function(demand), arguments(demand)));
		}
		return triggers;
	}

	private static String violated(Demand demand, String row) {
		ColumnDraft column = demand.column();
		return (column != null) ? Rows.field(row, column) + " IS NULL" : "true";
	}

	private List<String> arguments(Demand demand) {
		String relation = Identifier.quote(this.table.requiredName());
		ColumnDraft column = demand.column();
		if (column != null) {
			return List.of("23502", "null value in column %s of relation %s violates not-null constraint"
				.formatted(Identifier.quote(column.requiredName()), relation), column.requiredName(), demand.name());
		}
		return List.of("23514", "new row for relation %s violates check constraint %s".formatted(relation,
				Identifier.quote(demand.name())), "", demand.name());
	}

}

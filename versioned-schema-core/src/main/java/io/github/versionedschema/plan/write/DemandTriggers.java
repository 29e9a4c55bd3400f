package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Demand;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Identifier;

/**
 * What only the new version demands, raised by a trigger with the constraint's own name
 * and SQLSTATE while the old version lives: a constraint would reject the old version's
 * writes too, even {@code NOT VALID}. Generated columns have their values only after the
 * row was written.
 */
final class DemandTriggers {

	private final Scope scope;

	private final SharedTable table;

	private final SyncFunctions functions;

	DemandTriggers(Scope scope, SharedTable table, SyncFunctions functions) {
		this.scope = scope;
		this.table = table;
		this.functions = functions;
	}

	List<String> createFunctions() {
		if (this.table.demands().isEmpty()) {
			return List.of();
		}
		return List.of("""
				CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $versioned_schema$
				BEGIN
					RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],
						CONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
				END
				$versioned_schema$""".formatted(Scope.ours(function())));
	}

	List<String> dropFunctions() {
		return this.table.demands().isEmpty() ? List.of() : List.of(SyncFunctions.dropFunction(function()));
	}

	private String function() {
		return this.scope.function(this.table.physicalName(), "refuse");
	}

	List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (Demand demand : this.table.demands()) {
			String name = "~versioned_schema_demand_%02d_".formatted(triggers.size() / 2 + 1);
			String violated = this.scope.isNewSide() + " AND " + violated(demand, "NEW");
			String timing = demand.columns().stream().anyMatch(ColumnDraft::isGenerated) ? "AFTER" : "BEFORE";
			triggers.add(new TriggerSql(name + "insert", timing, "INSERT", violated, Scope.ours(function()),
					arguments(demand)));
			// A row that was wrong before does not keep the new version from updating
			// other columns of it.
			triggers.add(new TriggerSql(name + "update", timing, "UPDATE",
					violated + " AND " + Rows.changed(demand.columns()), Scope.ours(function()), arguments(demand)));
		}
		return triggers;
	}

	private String violated(Demand demand, String row) {
		ColumnDraft column = demand.column();
		if (column != null) {
			return Rows.field(row, column) + " IS NULL";
		}
		return "(" + this.functions.call(demand, (argument) -> Rows.field(row, argument)) + ") IS FALSE";
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

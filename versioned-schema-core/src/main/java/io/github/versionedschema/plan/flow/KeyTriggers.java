package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TrialFunctions;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;

/**
 * The triggers by which a row waits for changes of the row of another table in which it
 * finds its value. A row that is being written is not visible to the client that changes
 * the value, so both lock the key of the row that has the value.
 */
public final class KeyTriggers implements TriggersOfBoth {

	private final Scope scope;

	private final SharedTable table;

	private final List<Flow> flows;

	/**
	 * Creates the triggers of a table.
	 * @param tables all tables that the chain changes
	 */
	public KeyTriggers(Scope scope, SharedTable table, List<TableDraft> tables) {
		this.scope = scope;
		this.table = table;
		this.flows = tables.stream()
			.flatMap((from) -> Flow.from(from, List.of(table), scope).stream())
			.filter((flow) -> flow.source().hasKey())
			.toList();
	}

	@Override
	public List<String> createFunctions() {
		return this.flows.stream()
			.flatMap((flow) -> OwnFunction.ofTrigger(Scope.ours(name(flow)), this.scope, body(flow)).stream())
			.toList();
	}

	private String body(Flow flow) {
		return """
				#variable_conflict use_column
				BEGIN
				BEGIN
				%sEXCEPTION WHEN OTHERS OR assert_failure THEN
					IF SQLSTATE OPERATOR(pg_catalog.~) %s THEN
						RAISE;
					END IF;
				END;
				RETURN NEW;
				END
				""".formatted(Edge.of(this.scope, flow).lockKeys(flow.hashesOfMatches(), "_shared"),
				TrialFunctions.PASSING);
	}

	@Override
	public List<String> dropFunctions() {
		return this.flows.stream().map((flow) -> SyncFunctions.dropFunction(name(flow))).toList();
	}

	private String name(Flow flow) {
		return this.scope.function(this.table.source().name(),
				"key." + flow.from().lastingName() + "." + flow.purpose());
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (Flow flow : this.flows) {
			int number = triggers.size() / 2 + 1;
			String side = (flow.direction() == Direction.UP) ? "NOT (" + this.scope.isNewSide() + ")"
					: this.scope.isNewSide();
			Stream.of("INSERT", "UPDATE").forEach((event) -> {
				String name = "00_key_%02d_%s".formatted(number, event);
				triggers.add(new TriggerSql(
						(flow.direction() == Direction.UP) ? this.scope.lastTrigger(name)
								: this.scope.firstTrigger(name),
						"BEFORE", event,
						"%s AND %s AND %s".formatted(side,
								event.equals("INSERT") ? "true" : Rows.changed(flow.arguments()),
								SyncTriggers.NOT_BACKFILL),
						Scope.ours(name(flow)), List.of()));
			});
		}
		return triggers;
	}

}

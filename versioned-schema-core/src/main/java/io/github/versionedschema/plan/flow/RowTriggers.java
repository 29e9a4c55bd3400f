package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;

/**
 * The triggers by which rows that clients of the older version write become rows of new
 * tables. They fire before the server checks foreign keys, so that a row and the rows
 * that refer to it can change together.
 */
public final class RowTriggers implements TriggersOfBoth {

	private final Scope scope;

	private final SharedTable table;

	private final List<RowFlow> flows;

	/**
	 * Creates the triggers of a table.
	 * @param tables all tables that the chain changes or creates
	 */
	public RowTriggers(Scope scope, SharedTable table, List<TableDraft> tables) {
		this.scope = scope;
		this.table = table;
		this.flows = RowFlow.from(table,
				tables.stream().filter(CreatedTable.class::isInstance).map(CreatedTable.class::cast).toList(), scope);
	}

	/** Returns the new tables whose rows they change, by their names. */
	public List<String> targets() {
		return this.flows.stream().map((flow) -> flow.to().lastingName()).toList();
	}

	@Override
	public List<String> createFunctions() {
		List<String> statements = new ArrayList<>();
		for (RowFlow flow : this.flows) {
			statements.addAll(flow.function().create());
			statements.addAll(OwnFunction.ofTrigger(name(flow), this.scope,
					edge(flow).unpublishedBody(carry(flow), flow.clear())));
		}
		return statements;
	}

	@Override
	public List<String> publishFunctions() {
		return this.flows.stream()
			.map((flow) -> OwnFunction.replaceTrigger(name(flow), this.scope, edge(flow).body(carry(flow))))
			.toList();
	}

	private String carry(RowFlow flow) {
		return !flow.source().hasKey() ? flow.carry()
				: new RowWait(edge(flow)).older(flow.carry(), flow.xmax(), flow.hashes());
	}

	private Edge edge(RowFlow flow) {
		return Edge.of(this.scope, flow.from(), flow.to());
	}

	/** Returns the statements that create the views which the functions use. */
	public List<String> createViews() {
		return this.flows.stream().flatMap((flow) -> flow.createViews().stream()).toList();
	}

	/** Returns the statements that drop the views. */
	public List<String> dropViews() {
		return this.flows.stream().flatMap((flow) -> flow.dropViews().stream()).toList();
	}

	@Override
	public List<String> dropFunctions() {
		return this.flows.stream()
			.flatMap((flow) -> Stream.of(
					SyncFunctions.dropFunction(this.scope.function(this.table.lastingName(), flow.purpose())),
					flow.function().drop()))
			.toList();
	}

	private String name(RowFlow flow) {
		return Scope.ours(this.scope.function(this.table.lastingName(), flow.purpose()));
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (RowFlow flow : this.flows) {
			int number = triggers.size() / 4 + 1;
			String older = "NOT (%s) AND %s AND %s".formatted(this.scope.isNewSide(), edge(flow).notWithin(),
					SyncTriggers.NOT_BACKFILL);
			Stream.of("INSERT", "UPDATE", "DELETE", "TRUNCATE")
				.forEach((event) -> triggers
					.add(new TriggerSql(this.scope.firstTrigger("rows_%02d_%s".formatted(number, event)),
							event.equals("TRUNCATE") ? "BEFORE" : "AFTER", event,
							event.equals("UPDATE") ? older + " AND " + Rows.changed(flow.read()) : older, name(flow),
							List.of())));
		}
		return triggers;
	}

}

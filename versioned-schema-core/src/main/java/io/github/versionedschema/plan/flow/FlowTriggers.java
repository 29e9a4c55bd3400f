package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;

/**
 * The triggers by which changed rows of a table change values in other tables. Clients of
 * the older version change values of the newer one, and vice versa: what a version's
 * client writes to one table never changes the values that the same version has in
 * another.
 *
 * <p>
 * What a trigger writes to the other table fires the triggers there, except those of the
 * same pair of tables: these would compute the value back.
 */
public final class FlowTriggers implements TriggersOfBoth {

	private final Scope scope;

	private final TableDraft table;

	private final List<Flow> flows;

	/**
	 * Creates the triggers of a table.
	 * @param tables all tables that the chain changes
	 */
	public FlowTriggers(Scope scope, TableDraft table, List<TableDraft> tables) {
		this.scope = scope;
		this.table = table;
		this.flows = Flow.from(table, tables, scope);
	}

	/** Returns whether rows of the table change nothing in other tables. */
	public boolean isEmpty() {
		return this.flows.isEmpty();
	}

	/** Returns the tables whose values they change, as written in SQL. */
	public List<String> targetTables() {
		return this.flows.stream().map((flow) -> this.scope.table(flow.to().physicalName())).distinct().toList();
	}

	/** Returns the tables whose values they change, by their names. */
	public List<String> targets() {
		return this.flows.stream().map((flow) -> flow.to().lastingName()).distinct().toList();
	}

	@Override
	public List<String> createFunctions() {
		return this.flows.stream()
			.flatMap((flow) -> OwnFunction.ofTrigger(name(flow), this.scope, unpublished(flow)).stream())
			.toList();
	}

	@Override
	public List<String> publishFunctions() {
		return this.flows.stream()
			.map((flow) -> OwnFunction.replaceTrigger(name(flow), this.scope,
					Edge.of(this.scope, flow).body(update(flow))))
			.toList();
	}

	private String unpublished(Flow flow) {
		if (flow.direction() == Direction.DOWN) {
			return "BEGIN\n\tRETURN NULL;\nEND\n";
		}
		return Edge.of(this.scope, flow).unpublishedBody(update(flow), flow.clear());
	}

	private String update(Flow flow) {
		return new FlowLocks(this.scope, flow).wait(flow.update());
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
			.map((flow) -> SyncFunctions.dropFunction(this.scope.function(this.table.lastingName(), flow.purpose())))
			.toList();
	}

	private String name(Flow flow) {
		return Scope.ours(this.scope.function(this.table.lastingName(), flow.purpose()));
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (Flow flow : this.flows) {
			int number = triggers.size() / 3 + 1;
			Stream.of("INSERT", "UPDATE", "DELETE")
				.forEach((event) -> triggers.add(
						new TriggerSql(this.scope.lastTrigger("flow_%02d_%s".formatted(number, event)), "AFTER", event,
								"%s AND %s AND %s".formatted(applies(flow, event),
										Edge.of(this.scope, flow).notWithin(), SyncTriggers.NOT_BACKFILL),
								name(flow), List.of())));
		}
		return triggers;
	}

	private String applies(Flow flow, String event) {
		String side = this.scope.isNewSide();
		boolean up = flow.direction() == Direction.UP;
		if (!event.equals("UPDATE")) {
			return up ? "NOT (" + side + ")" : side;
		}
		String changed = Rows.changed(flow.read());
		return up ? "NOT (%s) AND %s".formatted(side, changed)
				: "CASE WHEN %s THEN %s ELSE %s END".formatted(side, changed, writtenDirectly(flow));
	}

	/**
	 * A session that is not recognized as one of the newer version may write its columns:
	 * they changed although nothing changed that they are computed from.
	 */
	private String writtenDirectly(Flow flow) {
		List<ColumnDraft> newer = flow.read().stream().filter(ColumnDraft::isNewOnly).toList();
		List<Derivation> derivations = (this.table instanceof SharedTable shared) ? shared.derivations() : List.of();
		List<ColumnDraft> computedFrom = derivations.stream()
			.filter((derivation) -> derivation.direction() == Direction.UP && newer.contains(derivation.target()))
			.flatMap((derivation) -> derivation.expression().columns().stream())
			.filter(ColumnDraft::isPhysical)
			.distinct()
			.toList();
		return "%s AND NOT (%s)".formatted(Rows.changed(newer), Rows.changed(computedFrom));
	}

}

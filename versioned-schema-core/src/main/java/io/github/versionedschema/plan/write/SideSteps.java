package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.flow.FlowTriggers;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Writes the steps by which the triggers between older versions learn that clients of the
 * new version are on their newer side.
 */
final class SideSteps {

	private final NeighbourDrafts neighbours;

	SideSteps(NeighbourDrafts neighbours) {
		this.neighbours = neighbours;
	}

	void write(Steps steps) {
		for (DraftedChain chain : this.neighbours.older()) {
			for (SharedTable table : chain.draft().touchedTables()) {
				if (!table.isDropped()) {
					write(steps, chain, table, (scope) -> triggers(scope, chain, table));
				}
			}
			for (CreatedTable table : chain.draft().createdTables()) {
				write(steps, chain, table,
						(scope) -> new FlowTriggers(scope, table, chain.draft().changedTables()).triggers());
			}
		}
	}

	private void write(Steps steps, DraftedChain chain, TableDraft table, Function<Scope, List<TriggerSql>> triggers) {
		Scope before = this.neighbours.scope(chain, false);
		List<TriggerSql> known = triggers.apply(before);
		List<TriggerSql> changed = new ArrayList<>(triggers.apply(this.neighbours.scope(chain, true)));
		changed.removeAll(known);
		if (changed.isEmpty()) {
			return;
		}
		List<String> names = changed.stream().map(TriggerSql::name).toList();
		String name = table.physicalName();
		steps
			.add("sides.%d.%s".formatted(before.depth(), table.lastingName()), Phase.BUILD,
					"let triggers of %s for \"%s\" serve the new version".formatted(name, chain.request().toVersion()))
			.on(name)
			.locking("SHARE ROW EXCLUSIVE on " + name)
			.undoneBy(replacing(before.table(name),
					known.stream().filter((trigger) -> names.contains(trigger.name())).toList()))
			.runs(replacing(before.table(name), changed));
	}

	private static List<TriggerSql> triggers(Scope scope, DraftedChain chain, SharedTable table) {
		return new TableWork(scope, chain.draft(), table).sync().triggers().ofBothSides();
	}

	private static Action replacing(String table, List<TriggerSql> triggers) {
		return new Action.Transaction(List.of(TableLock.ofWrites(table)), TriggerSql.create(table, triggers));
	}

}

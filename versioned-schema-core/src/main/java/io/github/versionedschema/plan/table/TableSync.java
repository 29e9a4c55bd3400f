package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.flow.FlowTriggers;
import io.github.versionedschema.plan.flow.KeyTriggers;
import io.github.versionedschema.plan.flow.OwedValues;
import io.github.versionedschema.plan.flow.RowTriggers;
import io.github.versionedschema.plan.sync.DefaultTriggers;
import io.github.versionedschema.plan.sync.DemandTriggers;
import io.github.versionedschema.plan.sync.GivenNulls;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.KeyDefaults;
import io.github.versionedschema.plan.sync.NextValues;
import io.github.versionedschema.plan.sync.RightsTriggers;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggerFunctions;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TrialFunctions;
import io.github.versionedschema.plan.sync.TriggersOfBoth;
import io.github.versionedschema.plan.sync.key.KeyLocks;
import io.github.versionedschema.plan.sync.key.UpsertLocks;
import io.github.versionedschema.schema.Table;
import io.github.versionedschema.schema.Trigger;

/**
 * What keeps two versions of a table in step while clients use both.
 */
public final class TableSync {

	private final TableFunctions functions;

	private final TableTriggers triggers;

	private final TrialFunctions trials;

	private final GivenNulls givenNulls;

	private final KeyLocks keyLocks;

	private final FlowTriggers flows;

	private final KeyTriggers keys;

	private final RowTriggers rows;

	private final OwedValues owed;

	TableSync(Scope scope, SharedTable table, List<Group> groups, SyncFunctions expressions, IndexCopies indexes,
			List<KeyDefaults.Key> defaultingKeys, List<TableDraft> tables) {
		List<SyncTriggerFunctions> ofGroups = new ArrayList<>();
		List<SyncTriggers> triggersOfGroups = new ArrayList<>();
		boolean userTriggers = hasUserTriggers(table);
		boolean partitioned = table.source().kind() == Table.Kind.PARTITIONED;
		for (Group group : groups) {
			SyncTriggerFunctions ofGroup = new SyncTriggerFunctions(scope, table, group, expressions,
					userTriggers && partitioned && group.followsShared());
			ofGroups.add(ofGroup);
			triggersOfGroups.add(new SyncTriggers(scope, group, ofGroup, userTriggers, partitioned));
		}
		this.trials = new TrialFunctions(scope, table.source().name(), groups, expressions);
		this.givenNulls = new GivenNulls(scope, table, groups);
		this.keyLocks = new KeyLocks(scope, table, indexes);
		this.flows = new FlowTriggers(scope, table, tables);
		this.keys = new KeyTriggers(scope, table, tables);
		this.rows = new RowTriggers(scope, table, tables);
		this.owed = new OwedValues(scope, table);
		DefaultTriggers defaults = new DefaultTriggers(scope, table);
		List<TriggersOfBoth> ofBoth = List.of(new DemandTriggers(scope, table, expressions),
				new UpsertLocks(scope, table, indexes), this.keyLocks, new NextValues(scope, table), this.givenNulls,
				new RightsTriggers(scope, table), new KeyDefaults(scope, table, defaultingKeys), this.flows, this.keys,
				this.rows, this.owed);
		this.functions = new TableFunctions(expressions, this.trials, ofGroups, defaults, ofBoth);
		this.triggers = new TableTriggers(scope.table(table.physicalName()), triggersOfGroups, defaults, ofBoth);
	}

	private static boolean hasUserTriggers(SharedTable table) {
		return table.source()
			.triggers()
			.stream()
			.anyMatch((trigger) -> trigger.before() && trigger.row() && trigger.enabled() != Trigger.Enabled.DISABLED
					&& (trigger.events().contains(Trigger.Event.INSERT)
							|| trigger.events().contains(Trigger.Event.UPDATE)));
	}

	public TableFunctions functions() {
		return this.functions;
	}

	public TableTriggers triggers() {
		return this.triggers;
	}

	public GivenNulls givenNulls() {
		return this.givenNulls;
	}

	/** Returns how the table's rows wait for the rows that have their values. */
	public KeyTriggers keys() {
		return this.keys;
	}

	/** Returns what the table's rows become in new tables. */
	public RowTriggers rows() {
		return this.rows;
	}

	/** Returns the columns whose values may follow within a transaction. */
	public OwedValues owed() {
		return this.owed;
	}

	/** Returns what the table's rows change in other tables. */
	public FlowTriggers flows() {
		return this.flows;
	}

	/**
	 * Returns an expression over a row that returns why it has no value of one of these
	 * groups; null if there is no problem.
	 */
	String problem(List<Group> asked) {
		return this.trials.problem(asked);
	}

	public boolean locksKeys() {
		return !this.keyLocks.triggers().isEmpty();
	}

}

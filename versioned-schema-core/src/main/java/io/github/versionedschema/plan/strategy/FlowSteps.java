package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.flow.FlowTriggers;
import io.github.versionedschema.plan.flow.KeyTriggers;
import io.github.versionedschema.plan.flow.RowTriggers;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.table.ClientTrials;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Writes the steps for values that one table has from another. They begin to flow when
 * all tables have their columns, and before any row is filled. They end before any table
 * loses a column that another one reads.
 */
public final class FlowSteps {

	private final TableWork work;

	private final FlowTriggers flows;

	private final KeyTriggers keys;

	private final RowTriggers rows;

	/** Creates the steps of a table. */
	public FlowSteps(TableWork work) {
		this.work = work;
		this.flows = work.sync().flows();
		this.keys = work.sync().keys();
		this.rows = work.sync().rows();
	}

	/** Writes the steps for clients of both versions, but {@link #writeUnbound}. */
	public void writeUnderClients(Steps steps) {
		writeFlows(steps);
		List<String> release = new ArrayList<>(drop());
		release.addAll(this.work.sync().owed().drop(this.work.sqlName()));
		writeRelease(steps, "release", "keep no values of other tables in step with", release);
	}

	/**
	 * Writes the steps that drop functions of the table. Triggers of other tables may
	 * call them, and are dropped before.
	 */
	public void writeUnbound(Steps steps) {
		List<String> drop = new ArrayList<>(this.work.sync().triggers().drop(this::readsWhatLeaves));
		drop.addAll(this.work.sync().functions().drop(this::readsWhatLeaves));
		writeRelease(steps, "unbind", "compute no values of other tables for", drop);
	}

	/** Writes the steps for a table that no client uses. */
	public void writeAtOnce(Steps steps) {
		writeRelease(steps, "unbind", "compute no values of other tables for",
				this.work.functions().drop(this::readsWhatLeaves));
	}

	private void writeFlows(Steps steps) {
		List<String> statements = new ArrayList<>(this.flows.createViews());
		statements.addAll(this.rows.createViews());
		statements.addAll(this.flows.createFunctions());
		statements.addAll(this.rows.createFunctions());
		statements.addAll(this.keys.createFunctions());
		statements.addAll(this.work.functions().createLate());
		if (statements.isEmpty()) {
			return;
		}
		statements.addAll(TriggerSql.create(this.work.sqlName(), triggers()));
		List<String> undo = new ArrayList<>(drop());
		undo.addAll(this.work.functions().dropLate());
		String name = this.work.name();
		List<String> targets = Stream.concat(this.flows.targets().stream(), this.rows.targets().stream())
			.distinct()
			.toList();
		String title = targets.isEmpty() ? "find values of %s in other tables".formatted(name)
				: "let writes of %s change values of %s".formatted(name, String.join(", ", targets));
		steps.add("flow." + name, Phase.EXPAND, title)
			.on(name)
			.locking("SHARE ROW EXCLUSIVE on " + name)
			.from(this.work.table().origin())
			.undoneBy(Steps.exclusively(this.work.sqlName(), undo))
			.runs(new Action.Transaction(List.of(TableLock.ofWrites(this.work.sqlName())), statements,
					new ClientTrials(this.work.scope(), this.work.table()).whileExpanding()));
	}

	private List<TriggerSql> triggers() {
		return Stream.of(this.flows.triggers(), this.keys.triggers(), this.rows.triggers())
			.flatMap(List::stream)
			.toList();
	}

	private List<String> drop() {
		List<String> statements = new ArrayList<>();
		triggers().forEach((trigger) -> statements.add(trigger.drop(this.work.sqlName())));
		statements.addAll(this.flows.dropFunctions());
		statements.addAll(this.keys.dropFunctions());
		statements.addAll(this.rows.dropFunctions());
		statements.addAll(this.flows.dropViews());
		statements.addAll(this.rows.dropViews());
		return statements;
	}

	private void writeRelease(Steps steps, String id, String title, List<String> release) {
		if (!release.isEmpty()) {
			String name = this.work.name();
			steps.add(id + "." + name, Phase.CONTRACT, title + " " + name)
				.on(name)
				.locking("ACCESS EXCLUSIVE on " + name)
				.from(this.work.table().origin())
				.runs(new Action.Transaction(locks(), release));
		}
	}

	/** Functions depend on the columns that they read. */
	private boolean readsWhatLeaves(Expression expression) {
		return expression.lookup() != null || !leaving(expression).isEmpty();
	}

	/** Returns the other tables that it may read and that lose columns. */
	private List<SharedTable> leaving(Expression expression) {
		return this.work.schema()
			.touchedTables()
			.stream()
			.filter((table) -> table != this.work.table() && losesColumns(table)
					&& expression.mayRead(table.source().name()))
			.toList();
	}

	private static boolean losesColumns(SharedTable table) {
		return table.isDropped() || table.columns().stream().anyMatch(ColumnDraft::isOldOnly);
	}

	/** The tables whose columns can be dropped only after this. */
	private List<TableLock> locks() {
		List<TableLock> locks = new ArrayList<>(List.of(TableLock.exclusive(this.work.sqlName())));
		this.work.table()
			.derivations()
			.stream()
			.map(Derivation::expression)
			.flatMap((expression) -> Stream.concat(
					Stream.ofNullable(expression.lookup()).map((lookup) -> lookup.table().physicalName()),
					leaving(expression).stream().map(SharedTable::physicalName)))
			.map((table) -> TableLock.ofWrites(this.work.scope().table(table)))
			.distinct()
			.forEach(locks::add);
		return locks;
	}

}

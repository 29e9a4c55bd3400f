package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.RowSource;
import io.github.versionedschema.plan.flow.FlowTriggers;
import io.github.versionedschema.plan.flow.RowCopy;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.table.RowsOfSql;
import io.github.versionedschema.plan.table.Steps;

/**
 * Writes the steps for the rows of a table that the chain creates: they come from another
 * table, and may contain values of older versions.
 */
public final class RowSteps {

	private final Scope scope;

	private final CreatedTable table;

	private final FlowTriggers flows;

	private final List<String> origin;

	/**
	 * Creates the steps of a table.
	 * @param draft the draft, whose other tables may have values of the rows
	 */
	public RowSteps(Scope scope, SchemaDraft draft, CreatedTable table) {
		this.scope = scope;
		this.table = table;
		this.flows = new FlowTriggers(scope, table, draft.changedTables());
		this.origin = (table.rows() != null) ? List.of(table.rows().source().toString()) : List.of();
	}

	/** Writes the steps for clients of both versions. */
	public void writeUnderClients(Steps steps) {
		writeFlows(steps);
		if (this.table.rows() != null) {
			RowCopy copy = new RowCopy(this.scope, this.table);
			writeDuplicates(steps, copy);
			writeCopy(steps, copy);
		}
	}

	/** Writes the steps for tables that no client uses. */
	public void writeAtOnce(Steps steps) {
		if (this.table.rows() != null) {
			RowCopy copy = new RowCopy(this.scope, this.table);
			writeDuplicates(steps, copy);
			fill(steps, Phase.BACKFILL, "rows", "fill").runs(Steps.transaction(copy.atOnce()));
		}
	}

	/**
	 * No client of the newer version is there before the triggers have their last form.
	 */
	private void writeFlows(Steps steps) {
		if (this.flows.isEmpty()) {
			return;
		}
		String sqlName = this.scope.table(this.table.physicalName());
		String name = this.table.lastingName();
		List<String> statements = new ArrayList<>(this.flows.createViews());
		statements.addAll(this.flows.createFunctions());
		statements.addAll(this.flows.publishFunctions());
		statements.addAll(TriggerSql.create(sqlName, this.flows.triggers()));
		List<String> drop = new ArrayList<>();
		this.flows.triggers().forEach((trigger) -> drop.add(trigger.drop(sqlName)));
		drop.addAll(this.flows.dropFunctions());
		drop.addAll(this.flows.dropViews());
		steps
			.add("flow.new." + name, Phase.EXPAND,
					"let writes of %s change values of %s".formatted(name, String.join(", ", this.flows.targets())))
			.on(name)
			.from(this.origin)
			.undoneBy(Steps.exclusively(sqlName, drop))
			.runs(new Action.Transaction(List.of(TableLock.ofWrites(sqlName)), statements));
		steps.add("release.new." + name, Phase.CONTRACT, "keep no values of other tables in step with " + name)
			.on(name)
			.locking("ACCESS EXCLUSIVE on " + name)
			.from(this.origin)
			.runs(new Action.Transaction(locks(sqlName), drop));
	}

	/** The tables whose columns can be dropped only after this. */
	private List<TableLock> locks(String sqlName) {
		return Stream
			.concat(Stream.of(TableLock.exclusive(sqlName)),
					this.flows.targetTables().stream().map(TableLock::ofWrites))
			.toList();
	}

	private void writeDuplicates(Steps steps, RowCopy copy) {
		String name = this.table.lastingName();
		if (copy.mayRepeatKeys()) {
			steps
				.add("check." + name + ".rows", phaseOfCount(), "look for rows of %s with the same key".formatted(name))
				.on(copy.from())
				.scanning()
				.from(this.origin)
				.runs(copy.duplicates());
		}
	}

	private Phase phaseOfCount() {
		RowSource rows = this.table.rows();
		if (rows == null || !(rows.table() instanceof TableDraft from)) {
			return Phase.CHECK;
		}
		return RowsOfSql.phaseOfCount(rows.source(),
				Stream.concat(rows.values().values().stream(), Stream.ofNullable(rows.rows())).toList(), from);
	}

	private void writeCopy(Steps steps, RowCopy copy) {
		fill(steps, Phase.BACKFILL, "rows", "fill").runs(copy.action());
		fill(steps, Phase.PROVE, "prove.rows", "look for missing rows of").runs(copy.action());
		fill(steps, Phase.PROVE, "prove.left", "look for rows that were deleted before they were copied to")
			.runs(copy.left());
	}

	private Steps.Draft fill(Steps steps, Phase phase, String id, String title) {
		String name = this.table.lastingName();
		return steps.add(id + "." + name, phase, title + " " + name).on(name).scanning().from(this.origin);
	}

}

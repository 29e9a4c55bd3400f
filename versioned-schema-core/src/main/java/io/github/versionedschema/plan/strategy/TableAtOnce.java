package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.strategy.row.RowCounts;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.IndexMethod;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Changes a table that no client uses: with brief statements, without anything for a
 * second version.
 */
public final class TableAtOnce implements TableStrategy {

	private final TableWork work;

	private final ExpandSteps expand;

	private final TableIndexes indexes;

	public TableAtOnce(TableWork work) {
		this.work = work;
		this.expand = new ExpandSteps(work);
		this.indexes = new TableIndexes(work, IndexMethod.IN_TRANSACTION);
	}

	@Override
	public void writeExpand(Steps steps) {
		this.expand.writeChecks(steps);
		this.expand.writeFunctions(steps, this.work.functions().create(), this.work.functions().drop());
		writeColumns(steps);
		writeFill(steps);
		this.indexes.writeCopies(steps);
		this.indexes.writeNew(steps);
		new StrictColumns(this.work).write(steps, Phase.BUILD);
		new ReplicaIdentitySteps(this.work).writeExpand(steps);
	}

	private void writeColumns(Steps steps) {
		PhysicalColumns columns = this.work.columns();
		if (this.work.table().needsViews() && !columns.isEmpty()) {
			this.expand.writeColumns(steps, columns.add(),
					List.of(Steps.exclusively(this.work.sqlName(), columns.drop())), List.of());
		}
	}

	private void writeFill(Steps steps) {
		FillSql fill = this.work.fill();
		if (!fill.columns().isEmpty()) {
			this.expand.writeFill(steps, fill.columns(),
					Steps.transaction("UPDATE %s SET %s".formatted(this.work.sqlName(), fill.assignments())));
		}
	}

	@Override
	public void writeComplete(Steps steps) {
		new RowCounts(this.work).write(steps);
		new TableContraction(this.work).write(steps, this.work.functions().drop(), List.of(), List.of());
		new RuleSteps(this.work).write(steps);
		new KeyTiming(this.work, IndexMethod.IN_TRANSACTION).write(steps);
		this.indexes.writeDeferred(steps);
		new ReplicaIdentitySteps(this.work).writeComplete(steps);
		this.indexes.writeDropped(steps);
		new LastSteps(this.work).write(steps, List.of());
	}

}

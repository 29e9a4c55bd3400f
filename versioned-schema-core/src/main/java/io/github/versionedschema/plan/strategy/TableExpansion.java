package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.dependant.UpdateOfTriggers;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.table.ClientTrials;
import io.github.versionedschema.plan.table.IndexMethod;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableFunctions;
import io.github.versionedschema.plan.table.TableTriggers;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes the expand steps for one table that both versions use. One short transaction
 * changes the table as the older version sees it. Backfill, index builds and the second
 * set of triggers follow in separate steps.
 */
final class TableExpansion {

	private final TableWork work;

	private final List<String> gaining;

	private final ExpandSteps expand;

	private final TableIndexes indexes;

	private final TableFunctions functions;

	private final TableTriggers triggers;

	/**
	 * Creates the steps of a table.
	 * @param gaining the schemas of the versions that get a view of it
	 */
	TableExpansion(TableWork work, List<String> gaining) {
		this.work = work;
		this.gaining = gaining;
		this.expand = new ExpandSteps(work);
		this.indexes = new TableIndexes(work, IndexMethod.CONCURRENTLY);
		this.functions = work.sync().functions();
		this.triggers = work.sync().triggers();
	}

	void write(Steps steps, KeyGuards guards) {
		this.expand.writeChecks(steps);
		this.expand.writeFunctions(steps, this.functions.create(), this.functions.drop());
		writeColumns(steps, guards);
		writeFill(steps);
		writeSwitch(steps);
		writeFunctions(steps, "withhold", "compute no unique values of %s while their indexes are built",
				Stream.concat(guards.createFunctions().stream(), this.functions.withhold(guards.withheld()).stream())
					.toList());
		this.indexes.writeCopies(steps);
		this.indexes.writeNew(steps);
		writeFunctions(steps, "guard", "leave out values of %s that break a key", this.functions.guard(guards.tests()));
		guards.withheld().keySet().forEach((group) -> writeWithheld(steps, group));
		new ReplicaIdentitySteps(this.work).writeExpand(steps);
	}

	/**
	 * Even without a statement there is a step, as abort may have to undo more when older
	 * versions are gone.
	 */
	private void writeColumns(Steps steps, KeyGuards guards) {
		if (!this.work.table().needsViews()) {
			return;
		}
		List<String> statements = new ArrayList<>(this.work.columns().add());
		statements.addAll(this.work.sync().givenNulls().addColumns());
		statements.addAll(this.work.sync().owed().relax(this.work.sqlName()));
		statements.addAll(this.triggers.createWhileFilling());
		ViewSql views = new ViewSql(this.work.scope());
		this.gaining.forEach((schema) -> statements.addAll(views.old(this.work.table(), schema)));
		this.expand.writeColumns(steps, statements, undoColumns(guards), trials().whileExpanding());
	}

	private List<Action> undoColumns(KeyGuards guards) {
		List<Action> inverse = new ArrayList<>();
		List<String> undo = new ArrayList<>(this.triggers.drop());
		undo.addAll(guards.dropFunctions());
		undo.addAll(new UpdateOfTriggers(this.work).drop());
		undo.addAll(this.work.sync().owed().drop(this.work.sqlName()));
		undo.addAll(this.work.sync().owed().bind(this.work.sqlName()));
		undo.addAll(this.work.columns().drop());
		undo.addAll(this.work.sync().givenNulls().dropColumns());
		if (!undo.isEmpty()) {
			inverse.add(Steps.exclusively(this.work.sqlName(), undo));
		}
		if (!this.work.sync().owed().isEmpty()) {
			inverse.add(Steps.transaction(this.work.sync().owed().validate(this.work.sqlName())));
			inverse.add(Steps.exclusively(this.work.sqlName(), this.work.sync().owed().restore(this.work.sqlName())));
		}
		this.gaining.forEach((schema) -> inverse.add(Steps.transaction(ViewSql.drop(schema, name()))));
		return inverse;
	}

	private void writeFill(Steps steps) {
		FillSql fill = this.work.fill();
		List<String> columns = fill.columns();
		if (!columns.isEmpty()) {
			this.expand.writeFill(steps, columns,
					backfill(fill.assignments(), columns, fill.missing(), this.work.groups()));
		}
	}

	private Action backfill(String assignments, List<String> columns, @Nullable String missing, List<Group> groups) {
		return new Action.Backfill(this.work.scope().base(), this.work.table().physicalName(), assignments, null,
				columns, missing, this.work.trial(groups));
	}

	private void writeSwitch(Steps steps) {
		List<String> downs = this.triggers.createDowns();
		List<String> statements = new ArrayList<>();
		if (this.work.table().source().kind() == Table.Kind.PARTITIONED && !downs.isEmpty()) {
			// In a separate step, as locks are held for a while if there are many
			// partitions.
			writeTriggers(steps, "downs", "create triggers of %s for the new version", false, downs);
		}
		else {
			statements.addAll(downs);
		}
		List<String> drops = this.triggers.dropObsolete();
		statements.addAll(drops);
		statements.addAll(this.triggers.createForBoth());
		statements.addAll(new UpdateOfTriggers(this.work).create());
		if (!statements.isEmpty()) {
			writeTriggers(steps, "switch", "let triggers of %s serve all live versions", !drops.isEmpty(), statements);
		}
	}

	private void writeTriggers(Steps steps, String purpose, String title, boolean exclusively,
			List<String> statements) {
		String table = this.work.sqlName();
		build(steps, purpose + "." + name(), title.formatted(name()))
			.locking((exclusively ? "ACCESS EXCLUSIVE on " : "SHARE ROW EXCLUSIVE on ") + name())
			.runs(new Action.Transaction(List.of(exclusively ? TableLock.exclusive(table) : TableLock.ofWrites(table)),
					statements, trials().whileExpanding()));
	}

	private void writeFunctions(Steps steps, String purpose, String title, List<String> statements) {
		if (!statements.isEmpty()) {
			build(steps, purpose + "." + name(), title.formatted(name())).locking("SHARE ROW EXCLUSIVE on " + name())
				// Transactions that omitted a value must have ended before rows without
				// one are searched.
				.runs(new Action.Transaction(List.of(TableLock.ofWrites(this.work.sqlName())), statements));
		}
	}

	/**
	 * Foreign keys may reference values that were not computed while their indexes were
	 * built.
	 */
	private void writeWithheld(Steps steps, Group group) {
		FillSql fill = this.work.fill();
		List<String> columns = group.upTargets().stream().map(ColumnDraft::physicalName).toList();
		build(steps, "withheld.%s.%d".formatted(name(), group.number()),
				"fill %s of %s where it was not computed".formatted(String.join(", ", columns), name()))
			.locking("ROW EXCLUSIVE on %s, rows in batches".formatted(name()))
			.scanning()
			.runs(backfill(fill.assignments(group), columns, fill.missing(group), List.of(group)));
	}

	private Steps.Draft build(Steps steps, String id, String title) {
		return steps.add(id, Phase.BUILD, title).on(name()).from(this.work.table().origin());
	}

	private ClientTrials trials() {
		return new ClientTrials(this.work.scope(), this.work.table());
	}

	private String name() {
		return this.work.name();
	}

}

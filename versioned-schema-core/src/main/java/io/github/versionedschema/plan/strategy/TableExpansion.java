package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.ddl.IndexSql;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.NewIndex;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * Writes the expand steps for one table that both versions use. One short transaction
 * changes the table as the old version sees it. Backfill, index builds and the second set
 * of triggers follow in separate steps.
 */
public final class TableExpansion {

	private final TableWork work;

	private final Scope scope;

	private final SharedTable table;

	private final List<String> origin;

	public TableExpansion(TableWork work) {
		this.work = work;
		this.scope = work.scope();
		this.table = work.table();
		this.origin = this.table.origin();
	}

	/**
	 * Writes the steps.
	 * @param references the table's foreign keys
	 */
	public void write(Steps steps, List<KeyGuards.Reference> references) {
		KeyGuards guards = new KeyGuards(this.work, references);
		new DuplicateChecks(this.work).write(steps);
		new UnvalidatedRules(this.work).write(steps);
		List<String> functions = this.work.createFunctions();
		if (!functions.isEmpty()) {
			steps.add("functions." + name(), Phase.EXPAND, "create sync functions of " + name())
				.on(name())
				.from(this.origin)
				.undoneBy(Steps.transaction(this.work.dropFunctions()))
				.runs(Steps.transaction(functions));
		}
		writeExpand(steps);
		writeFill(steps);
		writeSwitch(steps);
		writeFunctions(steps, "withhold", "compute no unique values of %s while their indexes are built",
				this.work.withhold(guards.withheld()));
		this.work.indexes().indexes().forEach((index) -> writeCopy(steps, index));
		this.table.newIndexes()
			.stream()
			.filter((index) -> !isDeferred(index))
			.forEach((index) -> writeIndex(steps, index));
		writeFunctions(steps, "guard", "leave out values of %s that break a key", this.work.guard(guards.tests()));
		guards.withheld().forEach((group) -> writeWithheld(steps, group));
		if (this.scope.direct()) {
			new StrictColumns(this.work).write(steps, Phase.BUILD);
		}
	}

	private void writeExpand(Steps steps) {
		if (!this.table.needsViews()) {
			return;
		}
		List<String> statements = new ArrayList<>(this.work.columns().add());
		List<Action> inverse = new ArrayList<>();
		List<String> undo = new ArrayList<>();
		List<String> gaining = this.work.others().older();
		if (!this.scope.direct()) {
			statements.addAll(this.work.givenNulls().addColumns());
			statements.addAll(this.work.createTriggersWhileFilling());
			undo.addAll(this.work.dropTriggers());
			gaining.forEach((schema) -> statements.addAll(new ViewSql(this.scope).old(this.table, schema)));
		}
		undo.addAll(this.work.columns().drop());
		undo.addAll(this.work.givenNulls().dropColumns());
		if (!undo.isEmpty()) {
			inverse.add(Steps.exclusively(this.work.sqlName(), undo));
		}
		gaining.forEach((schema) -> inverse.add(Steps.transaction(ViewSql.drop(schema, this.table.source().name()))));
		// Even without a statement, abort may have to undo more when older versions are
		// gone.
		if (!statements.isEmpty() || !this.scope.direct()) {
			steps.add("expand." + name(), Phase.EXPAND, "expand " + name() + shownColumns())
				.on(name())
				.locking(this.work.columns().isEmpty() ? "SHARE ROW EXCLUSIVE on " + name()
						: "ACCESS EXCLUSIVE on " + name())
				.rewriting(!this.work.columns().rewriting().isEmpty())
				.from(this.origin)
				.undoneBy(inverse.toArray(Action[]::new))
				.runs(locked(!this.work.columns().isEmpty(), statements));
		}
	}

	private Action locked(boolean exclusively, List<String> statements) {
		String table = this.work.sqlName();
		TableLock lock = exclusively ? TableLock.exclusive(table) : TableLock.ofWrites(table);
		return new Action.Transaction(List.of(lock), statements, this.work.trials().whileExpanding());
	}

	private String shownColumns() {
		List<String> added = this.work.columns().names();
		return added.isEmpty() ? "" : ": add " + String.join(", ", added);
	}

	private void writeFill(Steps steps) {
		FillSql fill = this.work.fill();
		List<String> columns = fill.columns();
		if (columns.isEmpty()) {
			return;
		}
		steps.add("backfill." + name(), Phase.BACKFILL, "fill %s of %s".formatted(String.join(", ", columns), name()))
			.on(name())
			.locking("ROW EXCLUSIVE on %s, rows in batches".formatted(name()))
			.scanning()
			.rewriting(true)
			.from(this.origin)
			.runs(this.scope.direct()
					? Steps.transaction("UPDATE %s SET %s".formatted(this.work.sqlName(), fill.assignments()))
					: new Action.Backfill(this.scope.base(), this.table.physicalName(), fill.assignments(), null,
							columns, fill.missing(), this.work.trial(this.work.groups())));
	}

	private void writeSwitch(Steps steps) {
		if (this.scope.direct()) {
			return;
		}
		List<String> downs = this.work.createDowns();
		List<String> statements = new ArrayList<>();
		if (this.table.source().kind() == Table.Kind.PARTITIONED && !downs.isEmpty()) {
			// In a separate step, as locks are held for a while if there are many
			// partitions.
			steps.add("downs." + name(), Phase.BUILD, "create triggers of %s for the new version".formatted(name()))
				.on(name())
				.locking("SHARE ROW EXCLUSIVE on " + name())
				.from(this.origin)
				.runs(locked(false, downs));
		}
		else {
			statements.addAll(downs);
		}
		statements.addAll(this.work.switchTriggers());
		if (!statements.isEmpty()) {
			boolean drops = statements.stream().anyMatch((statement) -> statement.startsWith("DROP TRIGGER"));
			steps.add("switch." + name(), Phase.BUILD, "let triggers of %s serve both versions".formatted(name()))
				.on(name())
				.locking((drops ? "ACCESS EXCLUSIVE on " : "SHARE ROW EXCLUSIVE on ") + name())
				.from(this.origin)
				.runs(locked(drops, statements));
		}
	}

	private void writeFunctions(Steps steps, String purpose, String title, List<String> statements) {
		if (!this.scope.direct() && !statements.isEmpty()) {
			steps.add(purpose + "." + name(), Phase.BUILD, title.formatted(name()))
				.on(name())
				.locking("SHARE ROW EXCLUSIVE on " + name())
				.from(this.origin)
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
		if (this.scope.direct()) {
			return;
		}
		FillSql fill = this.work.fill();
		List<String> columns = group.upTargets().stream().map(ColumnDraft::physicalName).toList();
		steps
			.add("withheld.%s.%d".formatted(name(), group.number()), Phase.BUILD,
					"fill %s of %s where it was not computed".formatted(String.join(", ", columns), name()))
			.on(name())
			.locking("ROW EXCLUSIVE on %s, rows in batches".formatted(name()))
			.scanning()
			.from(this.origin)
			.runs(new Action.Backfill(this.scope.base(), this.table.physicalName(), fill.assignments(group), null,
					columns, fill.missing(group), this.work.trial(List.of(group))));
	}

	private void writeCopy(Steps steps, Index index) {
		String copy = this.work.indexes().copyName(index);
		this.work.builds()
			.write(steps, Phase.BUILD, "index." + copy, copy, "copy index " + index.name(),
					(on, name, concurrently) -> this.work.indexes().create(index, on, name, concurrently));
		if (index.constraint() != null && !index.immediate()) {
			writeDeferrable(steps, index);
		}
		if (index.comment() != null) {
			steps.add("comment." + index.name(), Phase.BUILD, "comment on the copy of " + index.name())
				.on(name())
				.from(this.origin)
				.runs(Steps.transaction(
						"COMMENT ON INDEX %s IS %s".formatted(this.scope.table(this.work.indexes().copyName(index)),
								Identifier.literal(Objects.requireNonNull(index.comment())))));
		}
	}

	/**
	 * The old version may rely on deferred checks of its key, which then must apply to
	 * the copy too.
	 */
	private void writeDeferrable(Steps steps, Index index) {
		String copy = this.work.indexes().copyName(index);
		steps.add("deferrable." + copy, Phase.BUILD, "make the copy of %s deferrable".formatted(index.name()))
			.on(name())
			.locking("ACCESS EXCLUSIVE on " + name())
			.from(this.origin)
			.undoneBy(Steps.exclusively(this.work.sqlName(),
					"ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %s".formatted(this.work.sqlName(),
							Identifier.quote(copy))))
			.runs(Steps.exclusively(this.work.sqlName(), this.work.indexes().attach(index, copy)));
	}

	private void writeIndex(Steps steps, NewIndex index) {
		Phase phase = (index.unique() && index.columns().stream().allMatch(ColumnDraft::isShared)) ? Phase.BIND
				: Phase.BUILD;
		this.work.builds(List.of(index.source().toString()))
			.write(steps, phase, "index." + index.meanwhile(), index.meanwhile(), "create index " + index.name(), (on,
					name, concurrently) -> IndexSql.create(index, on, name, concurrently, ColumnDraft::physicalName));
	}

	/**
	 * A condition with column names of the new version can only be built after the
	 * columns are renamed.
	 */
	public static boolean isDeferred(NewIndex index) {
		return index.predicate() != null && index.predicate()
			.arguments()
			.stream()
			.anyMatch((argument) -> !argument.name().equals(argument.column().physicalName()));
	}

	private String name() {
		return this.work.name();
	}

}

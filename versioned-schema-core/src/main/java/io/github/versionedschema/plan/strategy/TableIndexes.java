package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.IndexSql;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.table.Exclusions;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.IndexMethod;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * Writes the steps for the indexes of a table: copies for replaced columns, new indexes,
 * and dropped ones.
 */
final class TableIndexes {

	private final TableWork work;

	private final IndexMethod method;

	TableIndexes(TableWork work, IndexMethod method) {
		this.work = work;
		this.method = method;
	}

	void writeCopies(Steps steps) {
		this.work.indexes().indexes().forEach((index) -> writeCopy(steps, index));
		new Exclusions(this.work).write(steps);
		new PartitionCopies(this.work).write(steps,
				builds(this.work.table().physicalName(), this.work.table().origin()));
	}

	private void writeCopy(Steps steps, Index index) {
		String copy = this.work.indexes().copyName(index);
		builds(this.work.table().physicalName(), this.work.table().origin()).write(steps, Phase.BUILD, "index." + copy,
				copy, "copy index " + index.name(),
				(on, name, concurrently) -> this.work.indexes().create(index, on, name, concurrently));
		if (index.constraint() != null && !index.immediate()) {
			writeDeferrable(steps, index);
		}
		PartitionedKeys keys = new PartitionedKeys(this.work);
		if (keys.contains(index)) {
			keys.write(steps, builds(this.work.table().physicalName(), this.work.table().origin()), index);
		}
	}

	/**
	 * The older version may rely on deferred checks of its key, which then must apply to
	 * the copy too.
	 */
	private void writeDeferrable(Steps steps, Index index) {
		String copy = this.work.indexes().copyName(index);
		String table = this.work.sqlName();
		steps.add("deferrable." + copy, Phase.BUILD, "make the copy of %s deferrable".formatted(index.name()))
			.on(this.work.name())
			.locking("ACCESS EXCLUSIVE on " + this.work.name())
			.from(this.work.table().origin())
			.undoneBy(Steps.exclusively(table,
					"ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %s".formatted(table, Identifier.quote(copy))))
			.runs(Steps.exclusively(table, this.work.indexes().attach(index, copy)));
	}

	/**
	 * Writes the steps that build new indexes before contract, where that is possible.
	 */
	void writeNew(Steps steps) {
		this.work.table()
			.newIndexes()
			.stream()
			.filter((index) -> !IndexBuild.isDeferred(index))
			.forEach((index) -> writeNew(steps, index));
	}

	/** A unique index on columns of both versions binds the older version, too. */
	private void writeNew(Steps steps, NewIndex index) {
		Phase phase = (index.unique() && index.columns().stream().allMatch(ColumnDraft::isShared)) ? Phase.BIND
				: Phase.BUILD;
		builds(this.work.table().physicalName(), List.of(index.source().toString())).write(steps, phase,
				"index." + index.waitingName(), index.waitingName(), "create index " + index.name(),
				(on, name, concurrently) -> IndexSql.create(index, on, name, concurrently, ColumnDraft::physicalName));
	}

	/** Writes the steps that build the other new indexes, after contract. */
	void writeDeferred(Steps steps) {
		this.work.table()
			.newIndexes()
			.stream()
			.filter(IndexBuild::isDeferred)
			.forEach((index) -> builds(this.work.table().requiredName(), this.work.table().origin()).write(steps,
					Phase.FINISH, "finish.%s.index.%s".formatted(this.work.name(), index.name()), index.waitingName(),
					"create index " + index.name(), (on, name, concurrently) -> IndexSql.create(index, on, name,
							concurrently, ColumnDraft::requiredName)));
	}

	void writeDropped(Steps steps) {
		FinalTable table = new FinalTable(this.work);
		// PostgreSQL cannot drop the index of a partitioned table concurrently.
		IndexMethod drop = (this.work.table().source().kind() == Table.Kind.PARTITIONED) ? IndexMethod.IN_TRANSACTION
				: this.method;
		this.work.table()
			.existingRules()
			.droppedIndexes()
			.keySet()
			.forEach((index) -> table.step(steps, "drop_index." + index, "drop index " + index)
				.locking(drop.lockOfDrop() + " on " + table.name())
				.runs(drop.drop(this.work.scope(), table.name(), index)));
	}

	private IndexBuild builds(String table, List<String> origin) {
		return new IndexBuild(this.method, this.work.scope(), this.work.table().source(), table, origin);
	}

}

package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.dependant.CompiledTriggers;
import io.github.versionedschema.plan.dependant.UpdateOfTriggers;
import io.github.versionedschema.plan.dependant.ViewCopies;
import io.github.versionedschema.plan.strategy.later.LaterUses;
import io.github.versionedschema.plan.strategy.row.DuplicateChecks;
import io.github.versionedschema.plan.strategy.row.EvidenceSteps;
import io.github.versionedschema.plan.strategy.row.RowCounts;
import io.github.versionedschema.plan.strategy.row.TableProof;
import io.github.versionedschema.plan.table.ClientTrials;
import io.github.versionedschema.plan.table.IndexMethod;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableFunctions;
import io.github.versionedschema.plan.table.TableSync;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;

/**
 * Changes a table under the clients of several versions: each version has a view of it,
 * triggers keep the columns of both versions in step, and rows are filled in batches.
 */
public final class TableInPlace implements TableStrategy {

	private final TableWork work;

	private final List<KeyGuards.Reference> references;

	private final OtherVersions others;

	/**
	 * Creates the strategy of a table.
	 * @param references the table's foreign keys that values can violate until the
	 * version is published
	 * @param others what the change means for the other live versions
	 */
	public TableInPlace(TableWork work, List<KeyGuards.Reference> references, OtherVersions others) {
		this.work = work;
		this.references = references;
		this.others = others;
	}

	@Override
	public void writeExpand(Steps steps) {
		new TableExpansion(this.work, this.others.older()).write(steps, new KeyGuards(this.work, this.references));
	}

	@Override
	public void writeProof(Steps steps) {
		new TableProof(this.work, this.references).write(steps);
		new DuplicateChecks(this.work).writeLate(steps, Phase.PROVE);
	}

	@Override
	public Publishing publishing() {
		TableFunctions functions = this.work.sync().functions();
		KeyGuards guards = new KeyGuards(this.work, this.references);
		List<String> statements = new ArrayList<>(functions.publish());
		statements.addAll(guards.dropFunctions());
		List<String> inverse = new ArrayList<>(guards.createFunctions());
		inverse.addAll(functions.withdraw(guards.withheld()));
		return new Publishing(statements, inverse, trials().ofPublish());
	}

	@Override
	public void writeComplete(Steps steps) {
		TableIndexes indexes = new TableIndexes(this.work, IndexMethod.CONCURRENTLY);
		new LaterUses(this.work).write(steps);
		new EvidenceSteps(this.work, this.references).write(steps);
		new RowCounts(this.work).write(steps);
		new DuplicateChecks(this.work).writeLate(steps, Phase.VERIFY);
		new ViewCopies(this.work).write(steps);
		new StrictColumns(this.work).write(steps, Phase.SETTLE);
		new TableContraction(this.work).write(steps, released(), settled(), trials().ofContract());
		new RuleSteps(this.work).write(steps);
		new KeyTiming(this.work, IndexMethod.CONCURRENTLY).write(steps);
		indexes.writeDeferred(steps);
		new ReplicaIdentitySteps(this.work).writeComplete(steps);
		indexes.writeDropped(steps);
		new LastSteps(this.work).write(steps, this.work.table().needsViews() ? this.others.newer() : List.of());
	}

	/** Nothing keeps the versions in step any more. */
	private List<String> released() {
		TableSync sync = this.work.sync();
		List<String> statements = new ArrayList<>(sync.triggers().drop());
		statements.addAll(new UpdateOfTriggers(this.work).drop());
		String oldSchema = this.work.scope().oldSchema();
		if (oldSchema != null) {
			statements.add(ViewSql.drop(oldSchema, this.work.name()));
			statements.addAll(ViewSql.tombstone(oldSchema, this.work.name()));
		}
		statements.addAll(sync.functions().drop());
		statements.addAll(sync.givenNulls().dropColumns());
		return statements;
	}

	/** Sessions and newer versions know the columns as they were. */
	private List<String> settled() {
		List<String> statements = new ArrayList<>();
		if (!this.work.indexes().replacements().isEmpty()) {
			statements.add(CompiledTriggers.compileAgain(this.work.sqlName()));
		}
		statements.addAll(this.others.functions());
		return statements;
	}

	@Override
	public List<Action.Find> usesBeforeAbort() {
		return new LaterUses(this.work).ofAbort();
	}

	private ClientTrials trials() {
		return new ClientTrials(this.work.scope(), this.work.table());
	}

}

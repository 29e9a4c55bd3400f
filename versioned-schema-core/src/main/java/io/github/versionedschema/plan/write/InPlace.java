package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.RowTrial;
import io.github.versionedschema.plan.TypeTrial;
import io.github.versionedschema.plan.check.FiredTriggers;
import io.github.versionedschema.plan.check.MissingValues;
import io.github.versionedschema.plan.check.MovedValues;
import io.github.versionedschema.plan.check.lint.OperationRules;
import io.github.versionedschema.plan.check.lint.ReferenceRules;
import io.github.versionedschema.plan.check.lint.StatementRules;
import io.github.versionedschema.plan.check.note.Notes;
import io.github.versionedschema.plan.check.script.RoutineUses;
import io.github.versionedschema.plan.check.script.UserSqlChecks;
import io.github.versionedschema.plan.dependant.TypeTrialSql;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.strategy.FlowSteps;
import io.github.versionedschema.plan.strategy.RowSteps;
import io.github.versionedschema.plan.strategy.TableInPlace;
import io.github.versionedschema.plan.strategy.TableRemoval;
import io.github.versionedschema.plan.strategy.TableStrategy;
import io.github.versionedschema.plan.strategy.key.ForeignKeys;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Partition;

/**
 * The tables change under the clients of the live versions, each of which has views of
 * its own.
 */
final class InPlace implements Course {

	private final DraftedChain chain;

	private final NeighbourDrafts neighbours;

	private final RoutineUses routines;

	InPlace(DraftedChain chain) {
		this.chain = chain;
		this.neighbours = new NeighbourDrafts(chain);
		this.routines = new RoutineUses(chain.request().catalogue());
	}

	@Override
	public TableStrategy strategy(TableWork work, ForeignKeys keys) {
		return work.table().isDropped() ? TableRemoval.underClients(work)
				: new TableInPlace(work, keys.computed(work), this.neighbours.of(work.table()));
	}

	@Override
	public VersionSchemas schemas() {
		return this.neighbours;
	}

	@Override
	public List<Finding> obstacles(TableWork work) {
		return Stream
			.of(foreignPartitions(work), fired(work).findings(), this.routines.of(work.table()),
					MissingValues.of(work.table()), MovedValues.of(work.table()))
			.flatMap(List::stream)
			.toList();
	}

	/** Their rows lie on another server. */
	private static List<Finding> foreignPartitions(TableWork work) {
		if (work.table().isDropped() || work.fill().columns().isEmpty()) {
			return List.of();
		}
		return work.table()
			.source()
			.partitions()
			.stream()
			.filter((partition) -> partition.kind() == Partition.Kind.FOREIGN)
			.map((partition) -> new Finding(Severity.ERROR, work.table().changedBy(),
					"Table \"%s\": foreign table %s.%s is a partition, and its rows cannot be filled."
						.formatted(work.name(), partition.schema(), partition.name()),
					"Detach it until complete, and change it on its own server."))
			.toList();
	}

	private FiredTriggers fired(TableWork work) {
		return new FiredTriggers(this.chain.request().triggers(), work);
	}

	@Override
	public List<Finding> notes(List<TableWork> works) {
		return Stream
			.of(new Notes(this.chain.draft()).of(works), ofSql(),
					new OperationRules(this.chain.request().catalogue()).of(this.chain.request().chain()),
					new ReferenceRules(this.chain.draft()).findings())
			.flatMap(List::stream)
			.toList();
	}

	private List<Finding> ofSql() {
		UserSqlChecks checks = new UserSqlChecks(this.chain.draft());
		return this.chain.draft()
			.script()
			.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.flatMap(
					(sql) -> new StatementRules(sql, this.chain.draft()).findings(checks.of(sql).definitions().length())
						.stream())
			.toList();
	}

	@Override
	public List<RowTrial> rowTrials(List<TableWork> works) {
		List<String> preparation = preparation();
		boolean beforeTablesExist = !this.chain.draft().createdTables().isEmpty();
		return works.stream()
			.flatMap((work) -> new RowTrialSql(work, beforeTablesExist).write(preparation).stream())
			.toList();
	}

	/**
	 * Views of older versions would show the columns with the types that they have now.
	 */
	@Override
	public List<TypeTrial> typeTrials(List<TableWork> works) {
		List<String> preparation = preparation();
		return works.stream()
			.filter((work) -> this.neighbours.older()
				.stream()
				.noneMatch((chain) -> chain.givesViews(work.table().physicalName())))
			.flatMap((work) -> new TypeTrialSql(work).write(preparation).stream())
			.toList();
	}

	private List<String> preparation() {
		return new UserSqlChecks(this.chain.draft()).definitions(this.chain.draft().script());
	}

	@Override
	public List<Check> checks(TableWork work) {
		return fired(work).checks();
	}

	@Override
	public void writeRows(Steps steps, RowSteps rows) {
		rows.writeUnderClients(steps);
	}

	@Override
	public void writeFlows(Steps steps, List<TableWork> works) {
		works.forEach((work) -> new FlowSteps(work).writeUnderClients(steps));
	}

	@Override
	public void writeUnbound(Steps steps, List<TableWork> works) {
		works.forEach((work) -> new FlowSteps(work).writeUnbound(steps));
	}

	@Override
	public void writeSides(Steps steps) {
		new SideSteps(this.neighbours).write(steps);
	}

}

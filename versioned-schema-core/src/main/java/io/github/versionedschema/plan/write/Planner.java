package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.Operation;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.RowTrial;
import io.github.versionedschema.plan.check.DdlChecks;
import io.github.versionedschema.plan.check.Dependants;
import io.github.versionedschema.plan.check.FiredTriggers;
import io.github.versionedschema.plan.check.Notes;
import io.github.versionedschema.plan.check.OwnershipCheck;
import io.github.versionedschema.plan.check.RoutineUses;
import io.github.versionedschema.plan.check.RowSecurityCheck;
import io.github.versionedschema.plan.check.ScriptOrder;
import io.github.versionedschema.plan.check.TableChecks;
import io.github.versionedschema.plan.check.UserSqlCheck;
import io.github.versionedschema.plan.check.UserSqlChecks;
import io.github.versionedschema.plan.ddl.NewTableDdl;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.operation.SchemaOperation;
import io.github.versionedschema.plan.operation.Sql;
import io.github.versionedschema.plan.strategy.ContractOrder;
import io.github.versionedschema.plan.strategy.ForeignKeys;
import io.github.versionedschema.plan.strategy.LaterUses;
import io.github.versionedschema.plan.strategy.ProofOrder;
import io.github.versionedschema.plan.strategy.TableExpansion;
import io.github.versionedschema.plan.strategy.TableFinish;
import io.github.versionedschema.plan.strategy.TableProof;
import io.github.versionedschema.plan.strategy.VerificationSql;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Creates the plan of a chain of migrations: a pure function, without a connection.
 */
public final class Planner {

	/**
	 * Plans a chain.
	 * @param request the migrations and the existing schema
	 * @return the plan
	 * @throws InvalidPlanException with all errors that the catalogue shows, and the
	 * checks of the remaining operations
	 */
	public Plan plan(PlanRequest request) {
		DraftedChain chain = DraftedChain.of(request);
		NeighbourDrafts neighbours = new NeighbourDrafts(chain);
		SchemaDraft draft = chain.draft();
		Scope scope = chain.scope();
		List<Finding> findings = new ArrayList<>(chain.errors());
		List<TableWork> works = new ArrayList<>();
		RoutineUses routines = new RoutineUses(request.catalogue());
		for (SharedTable table : draft.touchedTables()) {
			TableWork work = new TableWork(scope, neighbours.of(table), draft, table);
			works.add(work);
			findings.addAll(new Dependants(draft).of(work));
			findings.addAll(new FiredTriggers(request.triggers(), work).findings());
			if (!request.direct()) {
				findings.addAll(routines.of(table));
			}
		}
		List<Finding> errors = findings.stream().filter((finding) -> finding.severity() == Severity.ERROR).toList();
		if (!errors.isEmpty() && (!request.again() || !chain.errors().isEmpty())) {
			throw new InvalidPlanException(errors, checks(scope, draft, works));
		}
		findings.addAll(new Notes(scope, draft).of(works));
		findings.addAll(new UserSqlChecks(draft).notes(draft.script()));
		return new Plan(request.base(), request.fromVersion(), request.fromSchema(), request.toVersion(),
				request.toSchema(), request.direct(),
				request.chain()
					.stream()
					.map((migration) -> new Plan.PlannedMigration(migration.name(), migration.version(),
							migration.checksum()))
					.toList(),
				checks(scope, draft, works), steps(chain, neighbours, works).inOrder(),
				works.stream().flatMap((work) -> new VerificationSql(work).write().stream()).toList(), findings,
				works.stream().flatMap((work) -> new LaterUses(work).ofAbort().stream()).toList(),
				rowTrials(draft, kept(works)));
	}

	/**
	 * Returns the names of the tables and indexes to which a chain refers. Of others, the
	 * planner needs only the names.
	 * @param chain the migrations
	 */
	public Set<String> relations(List<Migration> chain) {
		return operations(chain).map((sourced) -> (SchemaOperation) sourced.operation())
			.flatMap((operation) -> operation.relations().stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the statements to try before a chain can be planned, as user SQL defines
	 * objects that later operations use; empty if there is no such SQL. The plan is based
	 * on the catalogue after these statements.
	 * @param request the migrations and the existing schema
	 */
	public Prelude prelude(PlanRequest request) {
		List<Operation> operations = operations(request.chain()).map(SourcedOperation::operation).toList();
		boolean mixed = operations.stream().anyMatch((operation) -> operation instanceof Sql)
				&& operations.stream().anyMatch((operation) -> !(operation instanceof Sql));
		if (!mixed) {
			return new Prelude(List.of(), Set.of());
		}
		SchemaDraft draft = DraftedChain.of(request).draft();
		UserSqlChecks checks = new UserSqlChecks(draft);
		List<String> statements = new ArrayList<>();
		boolean defines = false;
		for (ScriptItem item : draft.script()) {
			if (item instanceof ScriptItem.UserSql sql) {
				UserSqlCheck check = checks.of(sql);
				statements.add(check.definitions());
				defines = defines || check.defines();
			}
			else if (item instanceof ScriptItem.NewTable change) {
				statements.addAll(NewTableDdl.of(change).statements());
			}
		}
		return new Prelude(defines ? statements : List.of(),
				draft.createdTables().stream().map(CreatedTable::physicalName).collect(Collectors.toSet()));
	}

	private static List<RowTrial> rowTrials(SchemaDraft draft, List<TableWork> works) {
		UserSqlChecks checks = new UserSqlChecks(draft);
		List<String> preparation = draft.script()
			.stream()
			.filter((item) -> item instanceof ScriptItem.UserSql)
			.map((item) -> checks.of((ScriptItem.UserSql) item))
			.filter(UserSqlCheck::defines)
			.map(UserSqlCheck::definitions)
			.toList();
		return works.stream().flatMap((work) -> new RowTrialSql(work).write(preparation).stream()).toList();
	}

	private static Stream<SourcedOperation> operations(List<Migration> chain) {
		return chain.stream().flatMap((migration) -> migration.operations().stream());
	}

	private static List<Check> checks(Scope scope, SchemaDraft draft, List<TableWork> works) {
		List<Check> checks = new ArrayList<>();
		UserSqlChecks ofUserSql = new UserSqlChecks(draft);
		for (ScriptItem item : ScriptOrder.of(draft)) {
			if (item instanceof ScriptItem.Touch touch) {
				checks.add(OwnershipCheck.of(touch.table()));
				works.stream()
					.filter((work) -> work.table() == touch.table() && !touch.table().isDropped())
					.forEach((work) -> {
						if (RowSecurityCheck.isNeeded(work)) {
							checks.add(RowSecurityCheck.of(work));
						}
						checks.addAll(new TableChecks(work).write());
					});
			}
			else if (item instanceof ScriptItem.NewTable change) {
				checks.addAll(new DdlChecks(change).write());
			}
			else if (item instanceof ScriptItem.UserSql sql) {
				checks.addAll(ofUserSql.of(sql).checks());
			}
		}
		checks.addAll(new ForeignKeys(scope, draft, kept(works)).checks());
		return checks;
	}

	private static List<TableWork> kept(List<TableWork> works) {
		return works.stream().filter((work) -> !work.table().isDropped()).toList();
	}

	private static Steps steps(DraftedChain chain, NeighbourDrafts neighbours, List<TableWork> works) {
		Steps steps = new Steps();
		Scope scope = chain.scope();
		SchemaDraft draft = chain.draft();
		SchemaSteps schema = new SchemaSteps(chain, neighbours);
		List<TableWork> kept = kept(works);
		ForeignKeys foreignKeys = new ForeignKeys(scope, draft, kept);
		int number = 0;
		for (ScriptItem item : ScriptOrder.of(draft)) {
			number++;
			if (item instanceof ScriptItem.Touch touch) {
				kept.stream().filter((work) -> work.table() == touch.table()).forEach((work) -> {
					new FiredTriggers(chain.request().triggers(), work).write(steps);
					new TableExpansion(work).write(steps, foreignKeys.computed(work));
				});
			}
			else if (item instanceof ScriptItem.NewTable change) {
				schema.writeNewTable(steps, change, number);
			}
			else if (item instanceof ScriptItem.UserSql sql && !sql.onComplete()) {
				schema.writeUserSql(steps, sql, number);
			}
		}
		foreignKeys.writeExpand(steps);
		new SideSteps(neighbours).write(steps);
		ProofOrder.of(kept, foreignKeys::computed)
			.forEach((work) -> new TableProof(work, foreignKeys.computed(work)).write(steps));
		schema.writePublish(steps, kept);
		foreignKeys.writeContract(steps);
		schema.writeContract(steps);
		ContractOrder.of(kept).forEach((work) -> new TableFinish(work, foreignKeys.computed(work)).write(steps));
		schema.writeNames(steps);
		for (ScriptItem item : draft.script()) {
			if (item instanceof ScriptItem.UserSql sql && sql.onComplete()) {
				schema.writeUserSql(steps, sql, ++number);
			}
		}
		return steps;
	}

}

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
import io.github.versionedschema.plan.check.ConstraintUses;
import io.github.versionedschema.plan.check.DdlChecks;
import io.github.versionedschema.plan.check.Dependants;
import io.github.versionedschema.plan.check.OwnershipCheck;
import io.github.versionedschema.plan.check.RowSecurityCheck;
import io.github.versionedschema.plan.check.TableChecks;
import io.github.versionedschema.plan.check.lint.TriedSql;
import io.github.versionedschema.plan.check.script.ScriptOrder;
import io.github.versionedschema.plan.check.script.UserSqlCheck;
import io.github.versionedschema.plan.check.script.UserSqlChecks;
import io.github.versionedschema.plan.check.type.DroppedTypes;
import io.github.versionedschema.plan.check.type.TypeNotes;
import io.github.versionedschema.plan.ddl.NewTableDdl;
import io.github.versionedschema.plan.ddl.TypeSql;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.flow.RowFunction;
import io.github.versionedschema.plan.operation.CreateType;
import io.github.versionedschema.plan.operation.SchemaOperation;
import io.github.versionedschema.plan.operation.Sql;
import io.github.versionedschema.plan.strategy.key.ForeignKeys;
import io.github.versionedschema.plan.strategy.row.VerificationSql;
import io.github.versionedschema.plan.sync.Scope;
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
		Course course = Course.of(chain);
		SchemaDraft draft = chain.draft();
		List<Finding> findings = new ArrayList<>(chain.errors());
		List<DraftedChain> older = request.neighbours().older().stream().map(DraftedChain::of).toList();
		Dependants dependants = new Dependants(draft, older.stream().map(DraftedChain::draft).toList());
		List<TableWork> works = new ArrayList<>();
		for (SharedTable table : draft.touchedTables()) {
			TableWork work = new TableWork(chain.scope(), draft, table);
			works.add(work);
			findings.addAll(dependants.of(work));
			findings.addAll(course.obstacles(work));
		}
		findings.addAll(new DroppedTypes(draft).findings());
		ForeignKeys foreignKeys = new ForeignKeys(chain.scope(), draft, works);
		List<Check> checks = checks(chain.scope(), draft, course, works, foreignKeys);
		List<Finding> errors = findings.stream().filter((finding) -> finding.severity() == Severity.ERROR).toList();
		if (!errors.isEmpty() && (!request.again() || !chain.errors().isEmpty())) {
			throw new InvalidPlanException(errors, checks);
		}
		findings.addAll(draft.notes());
		findings.addAll(TypeNotes.of(draft));
		findings.addAll(course.notes(works));
		findings.addAll(new UserSqlChecks(draft).notes(draft.script()));
		PlanSteps steps = new PlanSteps(chain, course, works, foreignKeys);
		return new Plan(request.base(), request.fromVersion(), request.fromSchema(), request.toVersion(),
				request.toSchema(), request.direct(),
				request.chain()
					.stream()
					.map((migration) -> new Plan.PlannedMigration(migration.name(), migration.version(),
							migration.checksum()))
					.toList(),
				checks, steps.write(),
				works.stream().flatMap((work) -> new VerificationSql(work).write().stream()).toList(), findings,
				steps.usesBeforeAbort(),
				// A value of an enum cannot be used in the transaction that adds it.
				draft.types().added().isEmpty() ? course.rowTrials(kept(works)) : List.of(),
				course.typeTrials(kept(works)));
	}

	/**
	 * Returns the names of the tables, indexes and types to which a chain refers. Of
	 * others, the planner needs only the names.
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
		boolean mixed = operations.stream().anyMatch(Planner::defines)
				&& operations.stream().anyMatch((operation) -> !defines(operation));
		if (!mixed) {
			return new Prelude(List.of(), Set.of(), Set.of());
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
			else if (item instanceof ScriptItem.NewType made) {
				statements.addAll(new TypeSql(draft.catalogue().schema(), made.type()).statements());
				defines = true;
			}
		}
		return new Prelude(defines ? statements : List.of(),
				draft.createdTables().stream().map(CreatedTable::physicalName).collect(Collectors.toSet()),
				draft.types().created().stream().map(CreatedType::name).collect(Collectors.toSet()));
	}

	private static boolean defines(Operation operation) {
		return operation instanceof Sql || operation instanceof CreateType;
	}

	/**
	 * Returns the SQL to try for what it does to tables under the clients of live
	 * versions.
	 * @param request the migrations and the existing schema
	 */
	public List<TriedSql> trials(PlanRequest request) {
		if (operations(request.chain()).noneMatch((sourced) -> sourced.operation() instanceof Sql)) {
			return List.of();
		}
		SchemaDraft draft = DraftedChain.of(request).draft();
		UserSqlChecks checks = new UserSqlChecks(draft);
		List<TriedSql> trials = new ArrayList<>();
		for (ScriptItem item : draft.script()) {
			if (item instanceof ScriptItem.UserSql sql) {
				trials.add(new TriedSql(checks.of(sql).definitions(), sql, draft));
			}
			else if (item instanceof ScriptItem.NewTable change) {
				trials.add(new TriedSql(String.join(";\n", NewTableDdl.of(change).statements()), null, draft));
			}
		}
		return trials;
	}

	private static Stream<SourcedOperation> operations(List<Migration> chain) {
		return chain.stream().flatMap((migration) -> migration.operations().stream());
	}

	private static List<Check> checks(Scope scope, SchemaDraft draft, Course course, List<TableWork> works,
			ForeignKeys foreignKeys) {
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
						checks.addAll(ConstraintUses.of(work.table()));
						checks.addAll(new TableChecks(work).write());
						checks.addAll(course.checks(work));
					});
			}
			else if (item instanceof ScriptItem.NewTable change) {
				checks.addAll(new DdlChecks(change).write());
				if (change.creates() && change.table().rows() != null) {
					checks.addAll(RowFunction.of(scope, change.table()).tries());
				}
			}
			else if (item instanceof ScriptItem.NewType made) {
				checks.add(new TypeSql(draft.catalogue().schema(), made.type()).check());
			}
			else if (item instanceof ScriptItem.OtherType other) {
				checks.add(TypeSql.checkOther(draft.newSchema(), other.type()));
			}
			else if (item instanceof ScriptItem.NewValue added) {
				checks.add(TypeSql.check(draft.catalogue().schema(), added.added()));
			}
			else if (item instanceof ScriptItem.UserSql sql) {
				checks.addAll(ofUserSql.of(sql).checks());
			}
		}
		checks.addAll(foreignKeys.checks());
		return checks;
	}

	private static List<TableWork> kept(List<TableWork> works) {
		return works.stream().filter((work) -> !work.table().isDropped()).toList();
	}

}

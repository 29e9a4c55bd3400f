package io.github.versionedschema.plan.strategy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.ddl.IndexSql;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Derivation;
import io.github.versionedschema.plan.draft.NewIndex;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.Deparsed;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.IdentityChange;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * Writes the complete steps for one table: checks for rows that violate a rule before
 * complete becomes irreversible, the transaction that contracts the table, and the
 * cleanup after it.
 */
public final class TableFinish {

	private final TableWork work;

	private final Scope scope;

	private final SharedTable table;

	private final List<String> origin;

	private final FillTrial trial;

	/**
	 * Creates the steps of a table.
	 * @param references the table's foreign keys that values can violate
	 */
	public TableFinish(TableWork work, List<KeyGuards.Reference> references) {
		this.trial = new FillTrial(work, references);
		this.work = work;
		this.scope = work.scope();
		this.table = work.table();
		this.origin = this.table.origin();
	}

	public void write(Steps steps) {
		new LaterUses(this.work).write(steps);
		writeEvidence(steps);
		Rule.of(this.work)
			.forEach((rule) -> writeCount(steps, rule.name(), rule.columns(), rule.violated(), rule.message()));
		for (Constraint check : this.work.copiedChecks()) {
			if (check.validated() && check.expression() != null) {
				writeCount(steps, check.name(), copied(check),
						"(" + new Deparsed(check.expression())
							.over(this.work.indexes().names(ColumnDraft::physicalName)) + ") IS FALSE",
						"rows of %s violate the check %s".formatted(name(), check.name()));
			}
		}
		if (!this.scope.direct()) {
			new StrictColumns(this.work).write(steps, Phase.SETTLE);
		}
		List<String> contract = new TableContraction(this.work).statements();
		if (!contract.isEmpty()) {
			steps.add("contract." + name(), Phase.CONTRACT, "contract " + name())
				.on(name())
				.locking("ACCESS EXCLUSIVE on " + name())
				.from(this.origin)
				.runs(new Action.Transaction(List.of(TableLock.exclusive(this.work.sqlName())), contract,
						this.work.trials().ofContract()));
		}
		writeRules(steps);
		new KeyTiming(this.work).write(steps);
		this.table.newIndexes()
			.stream()
			.filter(TableExpansion::isDeferred)
			.forEach((index) -> writeDeferredIndex(steps, index));
		this.table.droppedIndexes().forEach((index) -> writeDroppedIndex(steps, index));
		writeRenamedConstraints(steps);
		writeEnd(steps);
	}

	/**
	 * Rows can be written without the sync triggers: with an attached partition, or while
	 * triggers are disabled. They have only old values, from which the new version's
	 * values may have to be computed.
	 */
	private void writeEvidence(Steps steps) {
		if (this.scope.direct()) {
			return;
		}
		RowEvidence evidence = new RowEvidence(this.work);
		for (Group group : this.work.groups()) {
			String columns = VerificationSql.names(group.upTargets());
			evidence.unfilled(group).ifPresent((condition) -> {
				writeRepair(steps, group, columns, condition);
				writeCount(steps, columns, involved(group), condition,
						"rows of %s have no value of %s although there is one to be computed, as rows of a table that was attached as a partition, or that were loaded with triggers disabled. \"fill\" of the endpoint or the command gives them their values"
							.formatted(name(), columns));
			});
			evidence.contradictory(group)
				.ifPresent((condition) -> writeCount(steps, VerificationSql.names(group.oldColumns()), involved(group),
						condition,
						"rows of %s hold values of %s that do not follow from %s, nor these from them, as rows that were written with triggers disabled. Whichever is right is lost if the other goes. To keep what the old version sees: SET versioned_schema.backfill = 'on'; %s. To keep what the new version sees: %s"
							.formatted(name(), columns, VerificationSql.names(group.oldColumns()),
									update(group.ups(), condition), update(group.downs(), condition))));
		}
	}

	private String update(List<Derivation> derivations, String condition) {
		return "UPDATE %s SET %s WHERE %s".formatted(this.work.sqlName(),
				new VerificationSql(this.work).assignments(derivations), condition);
	}

	private void writeRepair(Steps steps, Group group, String columns, String condition) {
		List<String> filled = group.upTargets().stream().map(ColumnDraft::physicalName).toList();
		steps
			.add("repair.%s.%d".formatted(name(), group.number()), Phase.REPAIR,
					"fill %s of %s where it is missing".formatted(columns, name()))
			.on(name())
			.locking("ROW EXCLUSIVE on %s, rows in batches".formatted(name()))
			.scanning()
			.from(this.origin)
			.runs(new Action.Backfill(this.scope.base(), this.table.physicalName(), this.work.fill().assignments(group),
					condition, filled, condition, repairable(group)));
		this.trial.references(group).forEach((reference) -> writeReference(steps, reference));
	}

	/** A null that the new version wrote is not filled. */
	private Action.RowProblem repairable(Group group) {
		Action.RowProblem problem = this.trial.of(group);
		String mark = this.work.givenNulls().mark(group);
		return (mark == null) ? problem : new Action.RowProblem(
				"CASE WHEN %s IS NULL THEN %s END".formatted(mark, problem.problem()), problem.key());
	}

	/** The row that it references may be deleted while the row is being filled. */
	private void writeReference(Steps steps, KeyGuards.Reference reference) {
		String from = "FROM %s AS _vs_from WHERE %s".formatted(this.work.sqlName(),
				reference.missing((column) -> "_vs_from." + Identifier.quote(column.physicalName())));
		steps
			.add("repair.%s.%s".formatted(name(), reference.name()), Phase.REPAIR,
					"look for rows that violate " + reference.name())
			.on(name())
			.scanning()
			.from(this.origin)
			.runs(new Action.Count(reference.name(),
					"rows of %s refer to rows of %s that do not exist".formatted(name(), reference.referenced()),
					"SELECT count(*) " + from, "SELECT %s %s LIMIT 5".formatted(SampleColumns.of("_vs_from.",
							this.table.source(), SampleColumns.physical(reference.columns())), from)));
	}

	private void writeCount(Steps steps, String rule, List<String> columns, String violated, String message) {
		String from = "FROM %s WHERE %s".formatted(this.work.sqlName(), violated);
		steps.add("verify." + name() + "." + rule, Phase.VERIFY, "look for rows that violate " + rule)
			.on(name())
			.scanning()
			.from(this.origin)
			.runs(new Action.Count(rule, message, "SELECT count(*) " + from,
					"SELECT " + SampleColumns.of("", this.table.source(), columns) + " " + from + " LIMIT 5"));
	}

	private static List<String> involved(Group group) {
		return SampleColumns.physical(Stream.concat(group.oldColumns().stream(), group.upTargets().stream()).toList());
	}

	/**
	 * Returns the columns of the new version that correspond to those of an old check
	 * constraint.
	 */
	private List<String> copied(Constraint check) {
		Map<String, String> names = this.work.indexes().names(ColumnDraft::physicalName);
		return SampleColumns.names(this.table.source(), check)
			.stream()
			.map((name) -> names.getOrDefault(name, name))
			.toList();
	}

	private void writeRules(Steps steps) {
		for (Rule rule : Rule.added(this.work)) {
			writeValidation(steps, rule.name(), rule.validate(finalSql()));
			List<String> settle = rule.settle(finalSql());
			if (!settle.isEmpty()) {
				finish(steps, "not_null." + rule.name(), "set not null by " + rule.name())
					.locking("ACCESS EXCLUSIVE on " + finalName())
					.runs(Steps.exclusively(finalSql(), settle));
			}
		}
		for (Constraint check : this.work.copiedChecks()) {
			if (check.validated()) {
				writeValidation(steps, check.name(),
						"ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(finalSql(), Identifier.quote(check.name())));
			}
		}
	}

	private void writeValidation(Steps steps, String constraint, String statement) {
		finish(steps, "validate." + constraint, "validate " + constraint)
			.locking("SHARE UPDATE EXCLUSIVE on " + finalName())
			.scanning()
			.runs(Steps.transaction(statement));
	}

	private void writeDeferredIndex(Steps steps, NewIndex index) {
		new IndexBuild(this.scope, this.table.source(), finalName(), this.origin).write(steps, Phase.FINISH,
				"finish.%s.index.%s".formatted(name(), index.name()), index.meanwhile(), "create index " + index.name(),
				(on, name, concurrently) -> IndexSql.create(index, on, name, concurrently, ColumnDraft::requiredName));
	}

	/** PostgreSQL cannot drop the index of a partitioned table concurrently. */
	private void writeDroppedIndex(Steps steps, String index) {
		boolean concurrently = !this.scope.direct() && this.table.source().kind() != Table.Kind.PARTITIONED;
		finish(steps, "drop_index." + index, "drop index " + index)
			.locking((concurrently ? "SHARE UPDATE EXCLUSIVE on " : "ACCESS EXCLUSIVE on ") + finalName())
			.runs(concurrently ? new Action.DropIndex(this.scope.base(), index)
					: Steps.exclusively(finalSql(), "DROP INDEX IF EXISTS " + this.scope.table(index)));
	}

	private void writeRenamedConstraints(Steps steps) {
		List<String> statements = this.table.renamedConstraints()
			.entrySet()
			.stream()
			.map((renamed) -> "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(finalSql(),
					Identifier.quote(renamed.getKey()), Identifier.quote(renamed.getValue())))
			.toList();
		if (!statements.isEmpty()) {
			finish(steps, "constraints", "rename constraints of " + finalName())
				.locking("ACCESS EXCLUSIVE on " + finalName())
				.runs(Steps.exclusively(finalSql(), statements));
		}
	}

	/**
	 * The old sequence and the live version's view are each dropped in a separate
	 * transaction.
	 */
	private void writeEnd(Steps steps) {
		for (IdentityChange identity : this.work.identities()) {
			finish(steps, "sequence." + identity.column().requiredName(),
					"drop the old sequence of " + identity.column())
				.locking("ACCESS EXCLUSIVE on " + finalName())
				.runs(Steps.exclusively(finalSql(), identity.dropOld()));
		}
		if (!this.scope.direct() && this.table.needsViews() && !this.work.others().newer().isEmpty()) {
			finish(steps, "view", "let newer versions use the table itself")
				.locking("ACCESS EXCLUSIVE on the view of " + finalName())
				.runs(Steps.transaction(this.work.others()
					.newer()
					.stream()
					.map((schema) -> ViewSql.drop(schema, this.table.requiredName()))
					.toList()));
		}
		for (IdentityChange identity : this.work.identities()) {
			String restrict = identity.restrict();
			if (restrict != null) {
				finish(steps, "always." + identity.column().requiredName(),
						"make %s GENERATED ALWAYS".formatted(identity.column()))
					.locking("ACCESS EXCLUSIVE on " + finalName())
					.runs(Steps.exclusively(finalSql(), restrict));
			}
		}
	}

	private Steps.Draft finish(Steps steps, String purpose, String title) {
		return steps.add("finish." + name() + "." + purpose, Phase.FINISH, title).on(finalName()).from(this.origin);
	}

	private String name() {
		return this.work.name();
	}

	private String finalName() {
		return this.table.requiredName();
	}

	private String finalSql() {
		return this.scope.table(finalName());
	}

}

package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.NewIndex;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.ColumnRenames;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.TableNames;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.OwnedSequence;

/**
 * Writes the transaction that changes a table to the form that the new version sees. It
 * locks the table, but no view of a live version. The live version's view refers to
 * columns by number, so it remains valid.
 */
final class TableContraction {

	private final TableWork work;

	private final Scope scope;

	private final SharedTable table;

	private final Set<ColumnDraft> kept;

	TableContraction(TableWork work) {
		this.work = work;
		this.scope = work.scope();
		this.table = work.table();
		this.kept = work.identities()
			.stream()
			.map((identity) -> identity.column().replaces())
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	/** Returns the statements, in order. */
	List<String> statements() {
		List<String> statements = new ArrayList<>();
		if (!this.scope.direct()) {
			statements.addAll(this.work.dropTriggers());
			retireView(statements);
		}
		statements.addAll(this.work.dropFunctions());
		statements.addAll(this.work.givenNulls().dropColumns());
		dropReplacedKeys(statements);
		List<Dependant> statistics = statistics();
		statistics.forEach((object) -> statements.add("DROP STATISTICS IF EXISTS " + object.name()));
		moveSequences(statements);
		dropColumns(statements);
		ColumnRenames columns = new ColumnRenames(sqlName());
		statements.addAll(columns.of(restored()));
		addCopies(statements);
		statistics.forEach((object) -> statements.addAll(object.recreation()));
		statements.addAll(columns.of(renamed()));
		alterColumns(statements);
		addRules(statements);
		this.work.identities().forEach((identity) -> statements.addAll(identity.contract()));
		if (!this.scope.direct() && !this.work.indexes().replacements().isEmpty()) {
			statements.add(compileTriggersAgain());
		}
		statements.addAll(this.work.others().functions());
		if (!this.table.requiredName().equals(this.table.physicalName())) {
			statements.add("ALTER TABLE %s RENAME TO %s".formatted(sqlName(),
					Identifier.quote(TableNames.afterContract(this.work.schema(), this.table))));
		}
		return statements;
	}

	/**
	 * Sessions cache PL/pgSQL functions that were compiled for the old column types.
	 * Later calls fail with {@code type of parameter … does not match}. Altering a
	 * function forces recompilation.
	 */
	private String compileTriggersAgain() {
		return "DO " + Identifier.dollarQuoted(
				"""
						DECLARE
							_vs_function record;
						BEGIN
							FOR _vs_function IN
								SELECT DISTINCT p.oid::pg_catalog.regprocedure AS name, p.procost AS cost
								FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
								JOIN pg_catalog.pg_language l ON l.oid = p.prolang
								WHERE (t.tgrelid = %1$s::pg_catalog.regclass::oid
										OR t.tgrelid IN (SELECT relid::oid FROM pg_catalog.pg_partition_tree(%1$s::pg_catalog.regclass)))
									AND NOT t.tgisinternal AND l.lanname = 'plpgsql' AND pg_catalog.pg_has_role(p.proowner, 'USAGE')
							LOOP
								EXECUTE pg_catalog.format('ALTER FUNCTION %%s COST %%s', _vs_function.name, _vs_function.cost);
							END LOOP;
						END
						"""
					.formatted(Identifier.literal(sqlName())));
	}

	private void retireView(List<String> statements) {
		String oldSchema = this.scope.oldSchema();
		if (oldSchema != null) {
			statements.add(ViewSql.drop(oldSchema, this.table.source().name()));
			statements.addAll(ViewSql.tombstone(oldSchema, this.table.source().name()));
		}
	}

	/** It may have been dropped since its copy was created. */
	private void dropReplacedKeys(List<String> statements) {
		for (Index index : this.work.indexes().indexes()) {
			if (index.constraint() != null) {
				statements.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(sqlName(),
						Identifier.quote(index.constraint())));
			}
			else {
				statements.add("DROP INDEX IF EXISTS " + this.scope.table(index.name()));
			}
		}
	}

	/** Extended statistics on replaced columns would be dropped with the old columns. */
	private List<Dependant> statistics() {
		IndexCopies copies = this.work.indexes();
		return this.table.source()
			.dependants()
			.stream()
			.filter((dependant) -> dependant.kind() == Dependant.Kind.STATISTICS)
			.filter((dependant) -> dependant.columns().stream().anyMatch(copies.replacements()::containsKey))
			.filter((dependant) -> dependant.columns().stream().noneMatch(copies::isDropped))
			.toList();
	}

	/** The sequence of a serial column would be dropped with the old column. */
	private void moveSequences(List<String> statements) {
		for (ColumnDraft column : this.table.visibleColumns()) {
			Column ancestor = column.ancestor();
			if (column.isNewOnly() && ancestor != null && !column.filling().defaultChanged()) {
				for (OwnedSequence sequence : ancestor.ownedSequences()) {
					if (!sequence.identity()) {
						String name = Identifier.qualified(sequence.schema(), sequence.name());
						statements.add("ALTER SEQUENCE %s OWNED BY %s.%s".formatted(name, sqlName(),
								Identifier.quote(column.physicalName())));
						if (sequence.type().equals(ancestor.type()) && column.isInteger()) {
							statements.add("ALTER SEQUENCE %s AS %s".formatted(name, column.type()));
						}
					}
				}
			}
		}
	}

	private void dropColumns(List<String> statements) {
		List<ColumnDraft> dropped = this.table.columns().stream().filter(ColumnDraft::isOldOnly).toList();
		String drops = dropped.stream()
			.filter((column) -> !this.kept.contains(column))
			.map((column) -> "DROP COLUMN " + Identifier.quote(column.physicalName()))
			.collect(Collectors.joining(", "));
		if (!drops.isEmpty()) {
			statements.add("ALTER TABLE %s %s".formatted(sqlName(), drops));
		}
		this.work.identities().forEach((identity) -> {
			String retired = identity.retiredColumn();
			Column ancestor = identity.column().ancestor();
			if (retired != null && ancestor != null) {
				statements.add(rename(ancestor.name(), retired));
			}
		});
	}

	/**
	 * Replacements first get the names of the replaced columns, so that definitions that
	 * PostgreSQL printed earlier are valid again.
	 */
	private Map<String, String> restored() {
		Map<String, String> names = new LinkedHashMap<>();
		this.work.indexes()
			.replacements()
			.values()
			.forEach((column) -> names.put(column.physicalName(), Objects.requireNonNull(column.ancestor()).name()));
		return names;
	}

	private Map<String, String> renamed() {
		Map<String, String> names = new LinkedHashMap<>();
		for (ColumnDraft column : this.table.visibleColumns()) {
			Column ancestor = column.ancestor();
			String now = (ancestor != null) ? ancestor.name() : column.physicalName();
			names.put(now, column.requiredName());
		}
		return names;
	}

	private String rename(String from, String to) {
		return "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(sqlName(), Identifier.quote(from),
				Identifier.quote(to));
	}

	private void addCopies(List<String> statements) {
		for (ColumnDraft column : this.work.strictColumns()) {
			String name = Objects.requireNonNullElse(ancestorName(column), column.physicalName());
			statements.addAll(Rule.settle(sqlName(), name, this.work.strictName(column)));
		}
		for (Index index : this.work.indexes().indexes()) {
			if (index.constraint() != null) {
				statements.add(index.immediate() ? this.work.indexes().attach(index, index.constraint())
						: "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(sqlName(),
								Identifier.quote(this.work.indexes().copyName(index)),
								Identifier.quote(index.constraint())));
				this.table.source().constraint(index.constraint()).ifPresent((key) -> comment(statements, key));
			}
			else {
				statements.addAll(this.work.builds().rename(this.work.indexes().copyName(index), index));
			}
			if (index.clustered()) {
				statements.add("ALTER TABLE %s CLUSTER ON %s".formatted(sqlName(), Identifier.quote(index.name())));
			}
		}
		for (Constraint check : this.work.copiedChecks()) {
			statements.add("ALTER TABLE %s ADD CONSTRAINT %s %s%s".formatted(sqlName(), Identifier.quote(check.name()),
					check.definition(), check.validated() ? " NOT VALID" : ""));
			comment(statements, check);
		}
	}

	private static String ancestorName(ColumnDraft column) {
		Column ancestor = column.ancestor();
		return (ancestor != null) ? ancestor.name() : column.physicalName();
	}

	private void comment(List<String> statements, Constraint constraint) {
		if (constraint.comment() != null) {
			statements.add("COMMENT ON CONSTRAINT %s ON %s IS %s".formatted(Identifier.quote(constraint.name()),
					sqlName(), Identifier.literal(constraint.comment())));
		}
	}

	private void alterColumns(List<String> statements) {
		for (ColumnDraft column : this.table.visibleColumns()) {
			String name = Identifier.quote(column.requiredName());
			boolean gainsDefault = column.isShared() ? column.filling().defaultChanged()
					: !PhysicalColumns.hasPhysicalDefault(column) && column.filling().defaultSql() != null;
			if (gainsDefault) {
				statements.add("ALTER TABLE %s ALTER COLUMN %s %s".formatted(sqlName(), name,
						(column.filling().defaultSql() != null) ? "SET DEFAULT " + column.filling().defaultSql()
								: "DROP DEFAULT"));
			}
			if (column.isShared() && column.commentChanged()) {
				statements.add("COMMENT ON COLUMN %s.%s IS %s".formatted(sqlName(), name,
						(column.comment() != null) ? Identifier.literal(column.comment()) : "NULL"));
			}
		}
	}

	private void addRules(List<String> statements) {
		for (Rule rule : Rule.added(this.work)) {
			statements.addAll((rule.check() != null) ? new ColumnRenames(sqlName()).around(rule.add(sqlName()),
					rule.check(), this.table.visibleColumns()) : List.of(rule.add(sqlName())));
		}
		for (NewIndex index : this.table.newIndexes()) {
			if (index.constraint() && !IndexBuild.isDeferred(index)) {
				statements.add("ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s".formatted(sqlName(),
						Identifier.quote(index.name()), Identifier.quote(index.name())));
			}
		}
	}

	private String sqlName() {
		return this.work.sqlName();
	}

}

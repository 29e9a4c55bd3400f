package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.ddl.ColumnSql;
import io.github.versionedschema.plan.ddl.IndexSql;
import io.github.versionedschema.plan.dependant.DependantMove;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Filling;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.sync.Subject;
import io.github.versionedschema.plan.table.Exclusions;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * Creates the checks of one table that PostgreSQL runs before anything changes. Each
 * expression, type, default, check constraint and index definition is tried on an empty
 * temporary table with the new columns. This locks no table that clients use.
 */
public final class TableChecks {

	private final TableWork work;

	private final SharedTable table;

	public TableChecks(TableWork work) {
		this.work = work;
		this.table = work.table();
	}

	public List<Check> write() {
		Source source = this.table.lastSource();
		String trial = Identifier.truncatedWithHash("_vs_try_" + this.work.name());
		String sqlName = "pg_temp." + Identifier.quote(trial);
		List<Check> checks = new ArrayList<>();
		if (this.table.needsViews() || !this.table.newIndexes().isEmpty()) {
			checkColumns(checks, trial, sqlName);
		}
		checks.addAll(this.work.functions().tries());
		if (this.table.needsViews()) {
			for (ColumnDraft column : this.work.columns().nullAtFirst()) {
				checks.add(new Check("column %s, which is null until it is filled".formatted(column),
						"SELECT NULL::" + column.type(), -1, Objects.requireNonNullElse(column.operation(), source))
					.needing(Subject.of(List.of(column))));
			}
			for (ColumnDraft column : this.table.visibleColumns()) {
				checkDefault(checks, column, sqlName);
			}
			checkRules(checks, sqlName);
			for (Index index : Stream.concat(this.work.indexes().indexes().stream(),
					this.work.indexes().inPartitions().stream().flatMap((object) -> Stream.ofNullable(object.index())))
				.toList()) {
				checks.add(new Check("the copy of index " + index.name(), this.work.indexes().tryOn(index, sqlName), -1,
						Objects.requireNonNullElse(this.work.indexes().cause(index.columns()), source),
						"Drop the index in the same migration, and create one that fits the new column.", null)
					.needing(Subject.of(this.work.indexes().replacing(index.columns()))));
			}
			checks.addAll(new Exclusions(this.work).checks(sqlName));
			this.work.indexes().statistics().forEach((object) -> checks.add(check(object, sqlName)));
		}
		checks.addAll(new DependantMove(this.work).checks());
		for (NewIndex index : this.table.newIndexes()) {
			checks.add(new Check("index " + index.name(),
					IndexSql.create(index, sqlName, index.name(), false, ColumnDraft::requiredName), -1, index.source())
				.needing(Subject.of(index.columns())));
		}
		return checks;
	}

	/** An expression is not wrong only because it reads a column with a wrong type. */
	private void checkColumns(List<Check> checks, String trial, String sqlName) {
		Source source = this.table.lastSource();
		checks.add(new Check("the columns of table " + this.table.requiredName(), this.work.columns().tryTable(trial),
				-1, source));
		this.work.columns()
			.tryColumns(sqlName)
			.forEach((column, sql) -> checks.add(new Check("column " + column, sql, -1,
					Objects.requireNonNullElse(column.operation(), source), null,
					"ALTER TABLE %s ADD COLUMN %s text".formatted(sqlName, Identifier.quote(column.requiredName())))
				.deciding(Subject.of(column))));
		this.table.columns()
			.stream()
			.filter((column) -> !column.isPhysical())
			.forEach((column) -> checks.add(new Check("column " + column, ColumnSql.tryType(column.columnType().sql()),
					-1, Objects.requireNonNullElse(column.operation(), source))
				.deciding(Subject.of(column))));
	}

	private void checkDefault(List<Check> checks, ColumnDraft column, String sqlName) {
		Filling filling = column.filling();
		String first = filling.firstDefaultSql();
		if (first != null && filling.defaultChanged() && !column.isShared()
				&& PhysicalColumns.hasPhysicalDefault(column)) {
			checkDefault(checks, column, sqlName, first, filling.hasConstantFirstDefault(),
					Objects.requireNonNullElseGet(column.operation(), this.table::lastSource));
		}
		String value = filling.defaultSql();
		if (value == null || (column.isShared() && !filling.defaultChanged())) {
			return;
		}
		// If a default does not fit its type, the later operation of the two is wrong.
		Source source = Stream.of(Optional.ofNullable(column.operation()), Optional.ofNullable(filling.defaultBy()))
			.flatMap(Optional::stream)
			.max(Comparator.naturalOrder())
			.orElseGet(this.table::lastSource);
		checkDefault(checks, column, sqlName, value, filling.hasConstantDefault(), source);
	}

	private static void checkDefault(List<Check> checks, ColumnDraft column, String sqlName, String value,
			boolean constant, Source source) {
		String what = "the default of " + column;
		Set<String> type = Subject.of(List.of(column));
		String subject = Subject.ofDefault(column);
		String advice = column.filling().defaultChanged() ? null
				: "Give the column a \"default\" of the new type, or null to have none.";
		checks.add(new Check(what,
				"ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s".formatted(sqlName,
						Identifier.quote(column.requiredName()), value),
				-1, source, advice, null)
			.needing(type)
			.deciding(subject));
		if (constant) {
			checks.add(new Check(what, ColumnSql.tryDefault(column.type(), value), -1, source, advice, null)
				.needing(Stream.concat(type.stream(), Stream.of(subject)).collect(Collectors.toSet())));
		}
	}

	/** The statement begins with the name, which has an end that is known. */
	private Check check(Dependant statistics, String sqlName) {
		String creation = statistics.recreation().get(0);
		int columns = creation.indexOf(" ON ", creation.indexOf(statistics.name()) + statistics.name().length());
		IndexCopies copies = this.work.indexes();
		return new Check("the copy of statistics " + statistics.name(),
				"CREATE STATISTICS pg_temp._vs_try%s FROM %s"
					.formatted(copies.newer(creation.substring(columns, creation.lastIndexOf(" FROM ")))
						.over(copies.names(ColumnDraft::requiredName)), sqlName) + ";\nDROP STATISTICS pg_temp._vs_try",
				-1, Objects.requireNonNullElse(copies.cause(statistics.columns()), this.table.lastSource()),
				"Drop the statistics in an \"sql\" operation before this one, and create some that fit the new column in one with \"onComplete\".",
				null)
			.needing(Subject.of(copies.replacing(statistics.columns())));
	}

	private void checkRules(List<Check> checks, String sqlName) {
		for (Demand demand : this.table.demands()) {
			Expression check = demand.check();
			if (check != null) {
				String head = "ALTER TABLE %s ADD CONSTRAINT %s CHECK (\n".formatted(sqlName,
						Identifier.quote(demand.name()));
				List<String> statements = new ColumnRenames(sqlName).around(head + check.sql() + "\n)", check,
						this.table.visibleColumns());
				checks.add(new Check("check " + demand.name(), String.join(";\n", statements),
						(statements.size() == 1) ? head.length() : -1, demand.source())
					.deciding(Subject.of(demand))
					.needing(Subject.of(check.columns())));
				checks.add(this.work.functions().tryAfter(demand, check));
			}
		}
		for (Constraint check : this.work.copiedChecks()) {
			if (check.expression() != null) {
				String name = this.table.existingRules().renamedConstraints().getOrDefault(check.name(), check.name());
				checks.add(new Check("the copy of check " + check.name(),
						"ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s)".formatted(sqlName, Identifier.quote(name),
								this.work.indexes()
									.newer(check.expression())
									.over(this.work.indexes().names(ColumnDraft::requiredName))),
						-1,
						Objects.requireNonNullElse(this.work.indexes().cause(check.columns()), this.table.lastSource()),
						"Drop the check in the same migration, and create one that fits the new column.", null)
					.needing(Subject.of(this.work.indexes().replacing(check.columns()))));
			}
		}
	}

}

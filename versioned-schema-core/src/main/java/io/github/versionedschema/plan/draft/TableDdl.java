package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.ExcludeDefinition;
import io.github.versionedschema.migration.model.IndexParameters;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.text.ConstantDefault;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the DDL of a table that only the new version uses.
 */
final class TableDdl {

	private final String table;

	private final String trial;

	private final String alias;

	TableDdl(String schema, String table, String alias) {
		this.table = Identifier.qualified(schema, table);
		this.trial = "pg_temp." + Identifier.quote(table);
		this.alias = Identifier.quote(alias);
	}

	/** Returns the trial of the table, part by part. */
	TableTrial trial(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints) {
		String alter = "ALTER TABLE " + this.trial + " ADD ";
		List<TableTrial.Part> parts = new ArrayList<>();
		parts.add(new TableTrial.Part("the table", "CREATE TEMPORARY TABLE " + this.trial + " ()", null));
		columns.stream()
			.sorted(Comparator.comparing((column) -> column.generated() != null))
			.forEach((column) -> parts
				.add(new TableTrial.Part("column " + column.name(), alter + "COLUMN " + ColumnSql.definition(column),
						alter + "COLUMN " + Identifier.quote(column.name()) + " text")));
		for (ColumnDefinition column : columns) {
			if (column.defaultValue() != null && ConstantDefault.isConstant(column.defaultValue())) {
				parts.add(new TableTrial.Part("the default of " + column.name(),
						ColumnSql.tryDefault(column.type(), column.defaultValue()), null));
			}
			if (column.unique()) {
				parts.add(new TableTrial.Part("unique column " + column.name(),
						alter + "UNIQUE (" + Identifier.quote(column.name()) + ")", null));
			}
			CheckDefinition check = column.check();
			if (check != null) {
				parts.add(new TableTrial.Part("check " + check.name(), alter + check(check), null));
			}
		}
		key(columns).ifPresent((key) -> parts.add(new TableTrial.Part("the primary key", alter + key, null)));
		constraints.stream()
			.filter((constraint) -> constraint.type() != ConstraintType.FOREIGN_KEY)
			.forEach((constraint) -> parts
				.add(new TableTrial.Part("constraint " + constraint.name(), alter + constraint(constraint), null)));
		return new TableTrial(parts, "CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(this.table, this.trial),
				"DROP TABLE " + this.trial);
	}

	String create(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints) {
		List<String> parts = new ArrayList<>();
		for (ColumnDefinition column : columns) {
			parts.add(ColumnSql.definition(column) + (column.unique() ? " UNIQUE" : "")
					+ ((column.check() != null) ? " " + check(column.check()) : ""));
		}
		key(columns).ifPresent(parts::add);
		constraints.stream()
			.filter((constraint) -> constraint.type() != ConstraintType.FOREIGN_KEY)
			.forEach((constraint) -> parts.add(constraint(constraint)));
		return "CREATE TABLE " + this.table + " (\n\t" + String.join(",\n\t", parts) + "\n)";
	}

	private static Optional<String> key(List<ColumnDefinition> columns) {
		List<String> key = columns.stream().filter(ColumnDefinition::pk).map(ColumnDefinition::name).toList();
		return key.isEmpty() ? Optional.empty() : Optional.of("PRIMARY KEY (" + quoted(key) + ")");
	}

	String constraint(ConstraintDefinition constraint) {
		String name = "CONSTRAINT " + Identifier.quote(constraint.name()) + " ";
		String timing = (constraint.deferrable() ? " DEFERRABLE" : "")
				+ (constraint.initiallyDeferred() ? " INITIALLY DEFERRED" : "");
		return switch (constraint.type()) {
			case PRIMARY_KEY -> name + "PRIMARY KEY (" + quoted(constraint.columns()) + ")"
					+ parameters(constraint.indexParameters()) + timing;
			case UNIQUE -> name + "UNIQUE " + (constraint.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "") + "("
					+ quoted(constraint.columns()) + ")" + parameters(constraint.indexParameters()) + timing;
			case CHECK -> name + "CHECK (\n" + required(constraint.check(), constraint, "check") + "\n)"
					+ (constraint.noInherit() ? " NO INHERIT" : "");
			case EXCLUDE -> name + exclude(required(constraint.exclude(), constraint, "exclude"))
					+ parameters(constraint.indexParameters()) + timing;
			case FOREIGN_KEY -> throw new IllegalArgumentException("Foreign keys are added on their own");
		};
	}

	private static String exclude(ExcludeDefinition exclude) {
		return "EXCLUDE " + ((exclude.indexMethod() != null) ? "USING " + exclude.indexMethod() + " " : "") + "("
				+ exclude.elements() + ")"
				+ ((exclude.predicate() != null) ? " WHERE (\n" + exclude.predicate() + "\n)" : "");
	}

	private static <T> T required(@Nullable T value, ConstraintDefinition constraint, String key) {
		if (value == null) {
			throw new Rejection("Constraint %s has no \"%s\".".formatted(Names.shown(constraint.name()), key), null);
		}
		return value;
	}

	private static String parameters(@Nullable IndexParameters parameters) {
		if (parameters == null) {
			return "";
		}
		return (parameters.includeColumns().isEmpty() ? "" : " INCLUDE (" + quoted(parameters.includeColumns()) + ")")
				+ ((parameters.storageParameters() != null) ? " WITH (" + parameters.storageParameters() + ")" : "")
				+ ((parameters.tablespace() != null)
						? " USING INDEX TABLESPACE " + Identifier.quote(parameters.tablespace()) : "");
	}

	private static String check(CheckDefinition check) {
		return "CONSTRAINT " + Identifier.quote(check.name()) + " CHECK (\n" + check.constraint() + "\n)"
				+ (check.noInherit() ? " NO INHERIT" : "");
	}

	List<String> addColumn(ColumnDefinition column, @Nullable Expression up) {
		String definition = ColumnSql.definition(column) + (column.unique() ? " UNIQUE" : "")
				+ ((column.check() != null) ? " " + check(column.check()) : "") + (column.pk() ? " PRIMARY KEY" : "");
		if (up == null) {
			return List.of("ALTER TABLE " + this.table + " ADD COLUMN " + definition);
		}
		ColumnDefinition relaxed = new ColumnDefinition(column.name(), column.type(), true, false, false,
				column.defaultValue(), null, null, null, null);
		List<String> statements = new ArrayList<>();
		statements.add("ALTER TABLE " + this.table + " ADD COLUMN " + ColumnSql.definition(relaxed));
		statements.add("UPDATE " + this.table + " AS " + this.alias + " SET " + Identifier.quote(column.name())
				+ " = (\n" + up.sql() + "\n)");
		if (!column.nullable()) {
			statements.add(changeNullability(column.name(), false));
		}
		if (column.check() != null) {
			statements.add(addCheck(column.check()));
		}
		if (column.unique()) {
			statements.add("ALTER TABLE " + this.table + " ADD UNIQUE (" + Identifier.quote(column.name()) + ")");
		}
		if (column.pk()) {
			statements.add("ALTER TABLE " + this.table + " ADD PRIMARY KEY (" + Identifier.quote(column.name()) + ")");
		}
		return statements;
	}

	/** Returns one script, as its statements are meaningful only together. */
	String changeType(ColumnDraft column, String type, Expression up) {
		String name = Identifier.quote(column.requiredName());
		String function = "_vs_using";
		String ofOneRow = "_vs_using_of_one_row";
		List<String> statements = new ArrayList<>();
		statements.add(ExpressionFunction.create("pg_temp", function, type, up).sql());
		statements.add(ExpressionFunction.ofOneRow("pg_temp", ofOneRow, up).sql());
		if (column.filling().defaultSql() != null) {
			statements.add("ALTER TABLE " + this.table + " ALTER COLUMN " + name + " DROP DEFAULT");
		}
		statements.add("ALTER TABLE " + this.table + " ALTER COLUMN " + name + " TYPE " + type + " USING pg_temp."
				+ Identifier.quote(function) + "("
				+ up.arguments()
					.stream()
					.map((argument) -> Identifier.quote(argument.name()))
					.collect(Collectors.joining(", "))
				+ ")");
		if (column.filling().defaultSql() != null) {
			statements.add(changeDefault(column.requiredName(), column.filling().defaultSql()));
		}
		statements.add("DROP FUNCTION pg_temp.%s, pg_temp.%s".formatted(Identifier.quote(function),
				Identifier.quote(ofOneRow)));
		return String.join(";\n", statements);
	}

	String addCheck(CheckDefinition check) {
		return "ALTER TABLE " + this.table + " ADD " + check(check);
	}

	String addUnique(String constraint, String column) {
		return "ALTER TABLE " + this.table + " ADD CONSTRAINT " + Identifier.quote(constraint) + " UNIQUE ("
				+ Identifier.quote(column) + ")";
	}

	String changeDefault(String column, @Nullable String value) {
		return "ALTER TABLE " + this.table + " ALTER COLUMN " + Identifier.quote(column)
				+ ((value != null) ? " SET DEFAULT " + value : " DROP DEFAULT");
	}

	String changeNullability(String column, boolean nullable) {
		return "ALTER TABLE " + this.table + " ALTER COLUMN " + Identifier.quote(column)
				+ (nullable ? " DROP NOT NULL" : " SET NOT NULL");
	}

	String dropColumn(String column) {
		return "ALTER TABLE " + this.table + " DROP COLUMN " + Identifier.quote(column);
	}

	String renameConstraint(String constraint, String to) {
		return "ALTER TABLE " + this.table + " RENAME CONSTRAINT " + Identifier.quote(constraint) + " TO "
				+ Identifier.quote(to);
	}

	String renameColumn(String column, String to) {
		return "ALTER TABLE " + this.table + " RENAME COLUMN " + Identifier.quote(column) + " TO "
				+ Identifier.quote(to);
	}

	String rename(String to) {
		return "ALTER TABLE " + this.table + " RENAME TO " + Identifier.quote(to);
	}

	String drop() {
		return "DROP TABLE " + this.table;
	}

	String comment(String column, @Nullable String text) {
		return "COMMENT ON COLUMN " + this.table + "." + Identifier.quote(column) + " IS " + literal(text);
	}

	String comment(String text) {
		return "COMMENT ON TABLE " + this.table + " IS " + literal(text);
	}

	private static String literal(@Nullable String text) {
		return (text != null) ? Identifier.literal(text) : "NULL";
	}

	private static String quoted(List<String> names) {
		return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
	}

}

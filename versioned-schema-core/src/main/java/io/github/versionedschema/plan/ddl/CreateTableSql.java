package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.plan.text.ConstantDefault;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes {@code CREATE TABLE}, and the trial of its parts.
 */
final class CreateTableSql {

	private final String table;

	private final String temporary;

	private final List<ColumnDefinition> columns;

	private final List<ConstraintDefinition> constraints;

	CreateTableSql(String schema, String table, List<ColumnDefinition> columns,
			List<ConstraintDefinition> constraints) {
		this.table = Identifier.qualified(schema, table);
		this.temporary = "pg_temp." + Identifier.quote(table);
		this.columns = columns;
		this.constraints = constraints;
	}

	String statement() {
		List<String> parts = new ArrayList<>();
		this.columns.forEach((column) -> parts.add(AlterTableSql.definition(column)));
		key().ifPresent(parts::add);
		ownConstraints().forEach((constraint) -> parts.add(ConstraintSql.definition(constraint)));
		return "CREATE TABLE " + this.table + " (\n\t" + String.join(",\n\t", parts) + "\n)";
	}

	private Optional<String> key() {
		List<String> key = this.columns.stream().filter(ColumnDefinition::pk).map(ColumnDefinition::name).toList();
		return key.isEmpty() ? Optional.empty() : Optional.of(ConstraintSql.primaryKey(key));
	}

	private Stream<ConstraintDefinition> ownConstraints() {
		return this.constraints.stream().filter((constraint) -> constraint.type() != ConstraintType.FOREIGN_KEY);
	}

	/** Returns the trial of the table, part by part. */
	TableTrial trial() {
		String alter = "ALTER TABLE " + this.temporary + " ADD ";
		List<TableTrial.Part> parts = new ArrayList<>();
		parts.add(new TableTrial.Part("the table", "CREATE TEMPORARY TABLE " + this.temporary + " ()", null));
		this.columns.stream()
			.sorted(Comparator.comparing((column) -> column.generated() != null))
			.forEach((column) -> parts
				.add(new TableTrial.Part("column " + column.name(), alter + "COLUMN " + ColumnSql.definition(column),
						alter + "COLUMN " + Identifier.quote(column.name()) + " text")));
		this.columns.forEach((column) -> parts.addAll(rules(alter, column)));
		key().ifPresent((key) -> parts.add(new TableTrial.Part("the primary key", alter + key, null)));
		ownConstraints().forEach((constraint) -> parts.add(new TableTrial.Part("constraint " + constraint.name(),
				alter + ConstraintSql.definition(constraint), null)));
		return new TableTrial(parts, "CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(this.table, this.temporary),
				"DROP TABLE " + this.temporary);
	}

	private static List<TableTrial.Part> rules(String alter, ColumnDefinition column) {
		List<TableTrial.Part> parts = new ArrayList<>();
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
			parts.add(new TableTrial.Part("check " + check.name(), alter + ConstraintSql.check(check), null));
		}
		return parts;
	}

}

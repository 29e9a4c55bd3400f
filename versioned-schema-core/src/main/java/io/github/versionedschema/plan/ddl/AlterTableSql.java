package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.NewValues;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of a table that no other session uses.
 */
final class AlterTableSql {

	private static final String USING = "_vs_using";

	private final String table;

	private final String alter;

	/**
	 * Creates the writer.
	 * @param table the table, as written in SQL
	 */
	AlterTableSql(String table) {
		this.table = table;
		this.alter = "ALTER TABLE " + table + " ";
	}

	/** Returns the definition of a column with its rules, except its keys. */
	static String definition(ColumnDefinition column) {
		return ColumnSql.definition(column) + (column.unique() ? " UNIQUE" : "")
				+ ((column.check() != null) ? " " + ConstraintSql.check(column.check()) : "");
	}

	String addColumn(ColumnDefinition column) {
		return this.alter + "ADD COLUMN " + definition(column) + (column.pk() ? " PRIMARY KEY" : "");
	}

	/** Rules are added after the existing rows have their values. */
	List<String> addComputedColumn(ColumnDefinition column, Expression up, String alias) {
		String name = Identifier.quote(column.name());
		ColumnDefinition relaxed = new ColumnDefinition(column.name(), column.type(), true, false, false,
				column.defaultValue(), null, null, null, null);
		List<String> statements = new ArrayList<>();
		statements.add(this.alter + "ADD COLUMN " + ColumnSql.definition(relaxed));
		statements.add("UPDATE " + this.table + " AS " + Identifier.quote(alias) + " SET " + name + " = (\n" + up.sql()
				+ "\n)");
		if (!column.nullable()) {
			statements.add(changeNullability(column.name(), false));
		}
		if (column.check() != null) {
			statements.add(addCheck(column.check()));
		}
		if (column.unique()) {
			statements.add(this.alter + "ADD UNIQUE (" + name + ")");
		}
		if (column.pk()) {
			statements.add(this.alter + "ADD PRIMARY KEY (" + name + ")");
		}
		return statements;
	}

	/**
	 * Returns statements that are meaningful only together. All columns change in one
	 * statement, as each expression reads the row before.
	 * @param columns the new values by the column's name
	 */
	List<String> changeValues(Map<String, NewValues> columns) {
		List<String> statements = new ArrayList<>();
		List<String> types = new ArrayList<>();
		List<String> functions = new ArrayList<>();
		columns.forEach((column, values) -> {
			String using = USING + (types.isEmpty() ? "" : "_" + types.size());
			String ofOneRow = using + "_of_one_row";
			statements
				.add(ExpressionFunction.create("pg_temp", using, values.type().name(), values.up(), OlderTables.NONE)
					.sql());
			statements.add(ExpressionFunction.ofOneRow("pg_temp", ofOneRow, values.up(), OlderTables.NONE).sql());
			types.add("ALTER COLUMN %s TYPE %s USING pg_temp.%s(%s)".formatted(Identifier.quote(column),
					values.type().sql(), Identifier.quote(using), arguments(values.up())));
			functions.add("pg_temp." + Identifier.quote(using));
			functions.add("pg_temp." + Identifier.quote(ofOneRow));
			if (values.dropsDefault()) {
				statements.add(changeDefault(column, null));
			}
		});
		statements.add(this.alter + String.join(", ", types));
		columns.forEach((column, values) -> {
			if (values.defaultSql() != null) {
				statements.add(changeDefault(column, values.defaultSql()));
			}
		});
		statements.add("DROP FUNCTION " + String.join(", ", functions));
		return statements;
	}

	private static String arguments(Expression up) {
		return up.arguments()
			.stream()
			.map((argument) -> Identifier.quote(argument.name()))
			.collect(Collectors.joining(", "));
	}

	String addCheck(CheckDefinition check) {
		return this.alter + "ADD " + ConstraintSql.check(check);
	}

	String addConstraint(ConstraintDefinition constraint) {
		return this.alter + "ADD " + ConstraintSql.definition(constraint);
	}

	String addUnique(String constraint, String column) {
		return this.alter + "ADD CONSTRAINT " + Identifier.quote(constraint) + " UNIQUE (" + Identifier.quote(column)
				+ ")";
	}

	String changeDefault(String column, @Nullable String value) {
		return this.alter + "ALTER COLUMN " + Identifier.quote(column)
				+ ((value != null) ? " SET DEFAULT " + value : " DROP DEFAULT");
	}

	String changeNullability(String column, boolean nullable) {
		return this.alter + "ALTER COLUMN " + Identifier.quote(column)
				+ (nullable ? " DROP NOT NULL" : " SET NOT NULL");
	}

	String dropColumn(String column) {
		return this.alter + "DROP COLUMN " + Identifier.quote(column);
	}

	String renameConstraint(String constraint, String to) {
		return this.alter + "RENAME CONSTRAINT " + Identifier.quote(constraint) + " TO " + Identifier.quote(to);
	}

	String dropConstraint(String constraint) {
		return this.alter + "DROP CONSTRAINT " + Identifier.quote(constraint);
	}

	String renameColumn(String column, String to) {
		return this.alter + "RENAME COLUMN " + Identifier.quote(column) + " TO " + Identifier.quote(to);
	}

	String rename(String to) {
		return this.alter + "RENAME TO " + Identifier.quote(to);
	}

	String drop() {
		return "DROP TABLE " + this.table;
	}

	String comment(String column, @Nullable String text) {
		return "COMMENT ON COLUMN " + this.table + "." + Identifier.quote(column) + " IS "
				+ ((text != null) ? Identifier.literal(text) : "NULL");
	}

	String comment(String text) {
		return "COMMENT ON TABLE " + this.table + " IS " + Identifier.literal(text);
	}

}

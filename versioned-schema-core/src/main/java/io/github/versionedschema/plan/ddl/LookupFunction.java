package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Lookup;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes an expression that finds its value in another table as an SQL function with a
 * standard body. PostgreSQL binds it to the columns of the other table, whatever names
 * they get later.
 */
public final class LookupFunction {

	private static final String KEY = "_vs_key_";

	/** Without a key of groups, PostgreSQL refuses a value that is no aggregate. */
	private static final String ONE_GROUP = " HAVING true";

	private final String schema;

	private final String name;

	private final Expression expression;

	private final Lookup lookup;

	private final OlderTables tables;

	/**
	 * Creates the function.
	 * @param schema its schema, as written in SQL
	 * @param name its name
	 * @param expression the expression; its arguments become the function's
	 * @param tables the tables that its parts can read
	 */
	public LookupFunction(String schema, String name, Expression expression, OlderTables tables) {
		this.schema = schema;
		this.name = name;
		this.expression = expression;
		this.lookup = Objects.requireNonNull(expression.lookup());
		this.tables = tables;
	}

	/**
	 * Returns the function.
	 * @param type the return type
	 * @param found returns the value of a column of the other table, as written in SQL
	 */
	public ExpressionFunction create(String type, Function<ColumnDraft, String> found) {
		String otherwise = this.lookup.otherwise();
		String head = head(type, this.expression.arguments())
				+ ((otherwise != null) ? (with().isEmpty() ? "" : "SELECT ") + "coalesce((" : "") + "SELECT (\n";
		String order = this.lookup.key().isEmpty() ? "1"
				: IntStream.range(0, this.lookup.key().size())
					.mapToObj((index) -> alias() + "." + Identifier.quote(KEY + (index + 1)))
					.collect(Collectors.joining(", "));
		String which = this.lookup.aggregate() ? ONE_GROUP : " ORDER BY " + order + " LIMIT 1";
		String tail = "\n) FROM %s, %s WHERE (\n%s\n)%s%s)".formatted(rows(found), own(), this.lookup.where(), which,
				(otherwise != null) ? "), (" + otherwise + "))" : "");
		return new ExpressionFunction(head + this.expression.sql() + tail, head.length());
	}

	/**
	 * Returns a function that PostgreSQL refuses to create if the value needs more than
	 * one row. It reads no table, as columns of the newer version may not exist yet.
	 */
	public ExpressionFunction ofOneRow() {
		String from = "%s, %s".formatted(nulls(this.lookup.name(), this.lookup.columns()),
				nulls(ownName(), this.expression.arguments()));
		if (this.lookup.aggregate()) {
			String head = head("boolean", List.of()) + "SELECT (\n";
			return new ExpressionFunction(head + this.expression.sql() + "\n) IS NULL FROM " + from + ONE_GROUP + ")",
					head.length());
		}
		String head = head("boolean", List.of()) + "SELECT true FROM " + from + " WHERE (\n";
		return new ExpressionFunction(head + this.expression.sql() + "\n) IS NULL)", head.length());
	}

	/** Returns a function that PostgreSQL refuses to create if the condition is wrong. */
	public ExpressionFunction ofCondition() {
		String head = head("boolean", List.of()) + "SELECT true FROM %s, %s WHERE (\n"
			.formatted(nulls(this.lookup.name(), this.lookup.columns()), nulls(ownName(), this.expression.arguments()));
		return new ExpressionFunction(head + this.lookup.where() + "\n))", head.length());
	}

	/**
	 * Returns a function that PostgreSQL refuses to create if the value does not have the
	 * type.
	 * @param type the return type
	 */
	public ExpressionFunction ofType(String type) {
		String head = head(type, List.of()) + "SELECT (\n";
		return new ExpressionFunction(head + this.expression.sql()
				+ "\n) FROM %s, %s%s)".formatted(nulls(this.lookup.name(), this.lookup.columns()),
						nulls(ownName(), this.expression.arguments()), this.lookup.aggregate() ? ONE_GROUP : ""),
				head.length());
	}

	private String head(String type, List<Argument> arguments) {
		return "CREATE OR REPLACE FUNCTION %s.%s(%s) RETURNS %s LANGUAGE sql\nRETURN (".formatted(this.schema,
				Identifier.quote(this.name),
				arguments.stream()
					.map((argument) -> Identifier.quote(argument.name()) + " " + argument.type())
					.collect(Collectors.joining(", ")),
				type) + with();
	}

	private String with() {
		return this.tables.with(String.join(" ", this.expression.sql(), this.lookup.where(),
				Objects.requireNonNullElse(this.lookup.otherwise(), "")));
	}

	private String rows(Function<ColumnDraft, String> found) {
		List<String> columns = new ArrayList<>();
		for (int index = 0; index < this.lookup.key().size(); index++) {
			columns.add(Identifier.quote(this.lookup.key().get(index).physicalName()) + " AS "
					+ Identifier.quote(KEY + (index + 1)));
		}
		this.lookup.columns()
			.forEach((column) -> columns.add(found.apply(column.column()) + " AS " + Identifier.quote(column.name())));
		return "(SELECT %s FROM %s) AS %s".formatted(String.join(", ", columns),
				Identifier.qualified(this.lookup.schema(), this.lookup.table().physicalName()), alias());
	}

	private String own() {
		return row(this.expression.arguments(),
				(argument) -> Identifier.quote(this.name) + "." + Identifier.quote(argument.name())) + " AS "
				+ Identifier.quote(ownName());
	}

	private static String nulls(String name, List<Argument> columns) {
		return row(columns, (argument) -> "NULL::" + argument.type()) + " AS " + Identifier.quote(name);
	}

	private static String row(List<Argument> columns, Function<Argument, String> value) {
		return columns.stream()
			.map((argument) -> value.apply(argument) + " AS " + Identifier.quote(argument.name()))
			.collect(Collectors.joining(", ", "(SELECT ", ")"));
	}

	private String alias() {
		return Identifier.quote(this.lookup.name());
	}

	private String ownName() {
		return Objects.requireNonNull(this.expression.rowName());
	}

}

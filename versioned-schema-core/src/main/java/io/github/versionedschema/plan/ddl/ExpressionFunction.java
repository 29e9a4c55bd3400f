package io.github.versionedschema.plan.ddl;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes an expression as an SQL function with a standard body. PostgreSQL parses,
 * type-checks and binds it on creation, and inlines it where it is called (PostgreSQL
 * manual, CREATE FUNCTION, {@code sql_body}).
 *
 * @param sql the statement that creates it
 * @param expressionOffset where the user's text starts in it
 */
public record ExpressionFunction(String sql, int expressionOffset) {

	/**
	 * An untyped literal, which PostgreSQL treats as text if a function returns it.
	 */
	private static final Pattern UNTYPED = Pattern.compile("\\s*(null|'([^']|'')*')\\s*", Pattern.CASE_INSENSITIVE);

	private static final String ROW = "_vs_row";

	/** Returns whether the text is a literal without a type of its own. */
	public static boolean isUntyped(String sql) {
		return UNTYPED.matcher(sql).matches();
	}

	/**
	 * Writes the function.
	 * @param schema its schema, as written in SQL
	 * @param name its name
	 * @param type the return type
	 * @param expression the expression over one row; its arguments become the function's
	 * @param tables the tables that it can read
	 */
	public static ExpressionFunction create(String schema, String name, String type, Expression expression,
			OlderTables tables) {
		if (isUntyped(expression.sql())) {
			String literal = head(schema, name, type, expression) + "CAST(\n";
			return new ExpressionFunction(literal + expression.sql() + "\nAS " + type + "))", literal.length());
		}
		String with = tables.with(expression.sql());
		String head = head(schema, name, type, expression) + with
				+ ((needsRow(expression) || !with.isEmpty()) ? "SELECT (\n" : "\n");
		String tail = needsRow(expression) ? "\n)" + from(name, expression) + ")" : (with.isEmpty() ? "\n)" : "\n))");
		return new ExpressionFunction(head + expression.sql() + tail, head.length());
	}

	/**
	 * Writes a function that PostgreSQL refuses to create if the expression needs more
	 * than one row. In a condition, PostgreSQL allows aggregates, window functions and
	 * set-returning functions only within a subquery. In the actual function, they would
	 * silently see only one row.
	 * @param schema its schema, as written in SQL
	 * @param name its name
	 * @param expression the expression; its arguments become the function's
	 * @param tables the tables that it can read
	 */
	public static ExpressionFunction ofOneRow(String schema, String name, Expression expression, OlderTables tables) {
		String head = head(schema, name, "boolean", expression) + tables.with(expression.sql()) + "SELECT true"
				+ (needsRow(expression) ? from(name, expression) : "") + " WHERE (\n";
		return new ExpressionFunction(head + expression.sql() + "\n) IS NULL)", head.length());
	}

	private static String head(String schema, String name, String type, Expression expression) {
		String arguments = expression.arguments()
			.stream()
			.map((argument) -> Identifier.quote(argument.name()) + " " + argument.type())
			.collect(Collectors.joining(", "));
		return "CREATE OR REPLACE FUNCTION " + schema + "." + Identifier.quote(name) + "(" + arguments + ") RETURNS "
				+ type + " LANGUAGE sql\nRETURN (";
	}

	/** A parameter has the collation of its type, whatever that of the column is. */
	private static boolean needsRow(Expression expression) {
		return expression.rowName() != null || expression.arguments().stream().anyMatch(Argument::hasCollation);
	}

	private static String from(String name, Expression expression) {
		return " FROM (SELECT " + row(name, expression) + ") AS "
				+ Identifier.quote(Objects.requireNonNullElse(expression.rowName(), ROW));
	}

	private static String row(String function, Expression expression) {
		return expression.arguments()
			.stream()
			.map((argument) -> Identifier.quote(function) + "." + Identifier.quote(argument.name())
					+ (argument.hasCollation() ? " COLLATE " + argument.columnType().collation() : "") + " AS "
					+ Identifier.quote(argument.name()))
			.collect(Collectors.joining(", "));
	}

}

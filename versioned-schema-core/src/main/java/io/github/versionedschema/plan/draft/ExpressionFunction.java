package io.github.versionedschema.plan.draft;

import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * An expression as an SQL function with a standard body: PostgreSQL parses, type-checks
 * and binds it when it is created, and inlines it where it is called (PostgreSQL manual,
 * CREATE FUNCTION, {@code sql_body}).
 *
 * @param sql the statement that creates it
 * @param expressionOffset where the user's text starts in it
 */
public record ExpressionFunction(String sql, int expressionOffset) {

	/**
	 * Writes the function.
	 * @param schema its schema, as it is written in SQL
	 * @param name its name
	 * @param type what it returns
	 * @param expression the expression; its arguments become the function's
	 */
	public static ExpressionFunction create(String schema, String name, String type, Expression expression) {
		String arguments = expression.arguments()
			.stream()
			.map((argument) -> Identifier.quote(argument.name()) + " " + argument.column().type())
			.collect(Collectors.joining(", "));
		String head = "CREATE OR REPLACE FUNCTION " + schema + "." + Identifier.quote(name) + "(" + arguments
				+ ") RETURNS " + type + " LANGUAGE sql\nRETURN ("
				+ ((expression.rowName() != null) ? "SELECT (\n" : "\n");
		String tail = (expression.rowName() != null)
				? "\n) FROM (SELECT " + row(name, expression) + ") AS " + Identifier.quote(expression.rowName()) + ")"
				: "\n)";
		return new ExpressionFunction(head + expression.sql() + tail, head.length());
	}

	private static String row(String function, Expression expression) {
		return expression.arguments()
			.stream()
			.map((argument) -> Identifier.quote(function) + "." + Identifier.quote(argument.name()) + " AS "
					+ Identifier.quote(argument.name()))
			.collect(Collectors.joining(", "));
	}

}

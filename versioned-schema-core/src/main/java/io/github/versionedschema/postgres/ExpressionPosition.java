package io.github.versionedschema.postgres;

import io.github.versionedschema.plan.Check;
import org.postgresql.util.ServerErrorMessage;

/**
 * Where PostgreSQL found a mistake, told in the user's own text.
 */
public final class ExpressionPosition {

	private static final int EXCERPT = 40;

	private ExpressionPosition() {
	}

	/**
	 * Describes the place of a mistake.
	 * @return for example {@code at character 7: "foo || bar"}; empty where the mistake
	 * is not in the user's text
	 */
	public static String describe(Check check, SqlScript.Statement statement, ServerErrorMessage error) {
		String text = statement.text();
		if (check.expressionOffset() < 0 || error.getPosition() < 1
				|| error.getPosition() > text.codePointCount(0, text.length())) {
			return "";
		}
		// PostgreSQL counts characters, from 1, and Java halves of some.
		int index = statement.start() + text.offsetByCodePoints(0, error.getPosition() - 1);
		if (index < check.expressionOffset()) {
			return "";
		}
		int character = check.sql().codePointCount(check.expressionOffset(), index) + 1;
		String rest = check.sql().substring(index, Math.min(check.sql().length(), index + EXCERPT));
		return "at character " + character + ": \"" + rest.lines().findFirst().orElse("").strip() + "\"";
	}

}

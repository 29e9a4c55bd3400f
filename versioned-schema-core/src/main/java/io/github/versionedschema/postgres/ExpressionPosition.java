package io.github.versionedschema.postgres;

import io.github.versionedschema.plan.Check;
import org.postgresql.util.ServerErrorMessage;

/**
 * Maps PostgreSQL's error position to the user's text.
 */
public final class ExpressionPosition {

	private static final int EXCERPT = 40;

	private ExpressionPosition() {
	}

	/**
	 * Describes the position of an error.
	 * @return for example {@code at character 7: "foo || bar"}; empty if the error is not
	 * in the user's text
	 */
	public static String describe(Check check, SqlScript.Statement statement, ServerErrorMessage error) {
		String text = statement.text();
		if (check.expressionOffset() < 0 || error.getPosition() < 1
				|| error.getPosition() > text.codePointCount(0, text.length())) {
			return "";
		}
		// PostgreSQL counts characters from 1, and Java counts UTF-16 code units.
		int index = statement.start() + text.offsetByCodePoints(0, error.getPosition() - 1);
		if (index < check.expressionOffset()) {
			return "";
		}
		int character = check.sql().codePointCount(check.expressionOffset(), index) + 1;
		String rest = check.sql().substring(index, Math.min(check.sql().length(), index + EXCERPT));
		return "at character " + character + ": \"" + rest.lines().findFirst().orElse("").strip() + "\"";
	}

}

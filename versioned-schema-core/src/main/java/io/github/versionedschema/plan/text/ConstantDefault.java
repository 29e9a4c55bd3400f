package io.github.versionedschema.plan.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes defaults that have the same value for every row. A column with such a
 * default is added without a table rewrite. Other columns are filled in batches, which is
 * slower but always correct.
 */
public final class ConstantDefault {

	private static final Pattern LITERAL = Pattern.compile(
			"""
					\\s*\\(*\\s*([-+]?\\d+(\\.\\d+)?(e[-+]?\\d+)?|e?'([^']|'')*'|true|false|null|now\\(\\)\
					|current_timestamp|current_date|localtimestamp|array\\s*\\[\\s*\\])\
					\\s*\\)*(\\s*::\\s*[a-z_][a-z0-9_ .]*(\\(\\s*\\d+\\s*(,\\s*\\d+\\s*)?\\))?\\s*(\\[\\s*\\])?\\s*\\)*)*\\s*""",
			Pattern.CASE_INSENSITIVE);

	private ConstantDefault() {
	}

	public static boolean isConstant(String sql) {
		return LITERAL.matcher(sql.strip().toLowerCase(Locale.ROOT)).matches();
	}

}

package io.github.versionedschema.plan.text;

import java.util.regex.Pattern;

/**
 * Recognizes expressions that are null for every row.
 */
public final class ConstantNull {

	private static final Pattern NULL = Pattern.compile(
			"[\\s(]*null[\\s)]*(::\\s*[\\w\\s.\"]+(\\([\\d\\s,]*\\))?[\\s\\[\\])]*)*|\\s*cast\\s*\\(\\s*null\\s+as\\s[^()]*\\)\\s*",
			Pattern.CASE_INSENSITIVE);

	private ConstantNull() {
	}

	public static boolean is(String sql) {
		return NULL.matcher(sql).matches();
	}

}

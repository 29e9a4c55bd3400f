package io.github.versionedschema.plan.text;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An enum as PostgreSQL prints it in expressions: constants and casts of the enum and of
 * its arrays, with the name of its schema.
 *
 * @param schema the schema of the enum
 * @param name the name of the enum
 */
public record PrintedEnum(String schema, String name) {

	/** Without a choice for each character, which would be a recursion in Java. */
	static final String LITERAL = "'[^']*+(?:''[^']*+)*+'";

	static final String QUOTED = "\"[^\"]*+(?:\"\"[^\"]*+)*+\"";

	private static final String PART = "(?:%s|[\\p{L}\\p{N}_$]+)".formatted(QUOTED);

	private static final Pattern TOKEN = Pattern
		.compile("(E?%2$s)?::(%1$s(?:\\.%1$s)?)(\\[])?|%2$s|%3$s".formatted(PART, LITERAL, QUOTED));

	private static final Pattern ELEMENT = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|[^{},\"]+");

	/**
	 * Returns an expression with another type instead of the enum.
	 * @param sql the expression
	 * @param type the other type, as SQL
	 * @param value returns the value of the other type for a value of the enum
	 */
	public String replacedBy(String sql, String type, UnaryOperator<String> value) {
		return TOKEN.matcher(sql).replaceAll((token) -> {
			String cast = token.group(2);
			if (cast == null || !TypeName.isOf(cast, this.schema, this.name)) {
				return Matcher.quoteReplacement(token.group());
			}
			boolean array = token.group(3) != null;
			return Matcher
				.quoteReplacement(constant(token.group(1), array, value) + "::" + type + (array ? token.group(3) : ""));
		});
	}

	private static String constant(@Nullable String literal, boolean array, UnaryOperator<String> value) {
		if (literal == null) {
			return "";
		}
		String text = literal.substring(literal.indexOf('\'') + 1, literal.length() - 1).replace("''", "'");
		text = literal.startsWith("E") ? text.replace("\\\\", "\\") : text;
		String now = array ? elements(text, value) : value.apply(text);
		return now.equals(text) ? literal
				: (now.contains("\\") ? "E" : "") + "'" + now.replace("'", "''").replace("\\", "\\\\") + "'";
	}

	private static String elements(String array, UnaryOperator<String> value) {
		return ELEMENT.matcher(array).replaceAll((element) -> {
			String quoted = element.group(1);
			String one = (quoted != null) ? quoted.replaceAll("\\\\(.)", "$1") : element.group();
			String now = value.apply(one);
			return Matcher.quoteReplacement(
					now.equals(one) ? element.group() : '"' + now.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
		});
	}

}

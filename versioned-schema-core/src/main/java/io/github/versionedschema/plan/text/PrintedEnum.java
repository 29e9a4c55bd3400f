package io.github.versionedschema.plan.text;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

	private static final Pattern CONSTANT = Pattern.compile("E?" + LITERAL);

	private static final Pattern ARRAY = Pattern
		.compile("%1$s(?:::%2$s\\[])?|ARRAY\\[%1$s::%2$s(?:, %1$s::%2$s)*+](?:::%2$s\\[])?".formatted("E?" + LITERAL,
				"%1$s(?:\\.%1$s)?".formatted(PART)));

	private static final Pattern ELEMENT = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|[^{},\"]+");

	/**
	 * Returns the text of a constant array, from which PostgreSQL reads the same array;
	 * empty if the expression is something else.
	 * @param sql the expression
	 */
	public static Optional<String> textOfArray(String sql) {
		if (!ARRAY.matcher(sql).matches()) {
			return Optional.empty();
		}
		List<String> texts = CONSTANT.matcher(sql).results().map((constant) -> text(constant.group())).toList();
		return Optional.of(sql.startsWith("ARRAY")
				? texts.stream().map(PrintedEnum::quoted).collect(Collectors.joining(",", "{", "}")) : texts.get(0));
	}

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
		String text = text(literal);
		String now = array ? elements(text, value) : value.apply(text);
		return now.equals(text) ? literal
				: (now.contains("\\") ? "E" : "") + "'" + now.replace("'", "''").replace("\\", "\\\\") + "'";
	}

	/** Returns the text of a literal. */
	public static String text(String literal) {
		String text = literal.substring(literal.indexOf('\'') + 1, literal.length() - 1).replace("''", "'");
		return literal.startsWith("E") ? text.replace("\\\\", "\\") : text;
	}

	/**
	 * Returns the text of an array with other values.
	 * @param array the text of an array of the enum
	 * @param value returns the other value for a value of the enum
	 */
	public static String elements(String array, UnaryOperator<String> value) {
		return ELEMENT.matcher(array).replaceAll((element) -> {
			String quoted = element.group(1);
			String one = (quoted != null) ? quoted.replaceAll("\\\\(.)", "$1") : element.group().strip();
			String now = value.apply(one);
			return Matcher.quoteReplacement(now.equals(one) ? element.group() : quoted(now));
		});
	}

	private static String quoted(String value) {
		return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}

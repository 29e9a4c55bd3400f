package io.github.versionedschema.plan.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.schema.Identifier;

/**
 * Constants that an expression compares with a column, as PostgreSQL prints them. If the
 * column becomes an enum, or no longer is one, PostgreSQL compares it only with constants
 * of the new type.
 */
public final class ComparedConstants {

	private static final String TEXT = "(?:text|character varying|bpchar|character)(?:\\(\\d+\\))?";

	private final String column;

	private final String newType;

	private final Pattern comparison;

	private final Pattern constant;

	/**
	 * Creates the constants.
	 * @param column the name of the column
	 * @param type a regular expression for the constants' type
	 * @param newType their type instead, as SQL
	 */
	private ComparedConstants(String column, String type, String newType) {
		this.column = Identifier.quote(column);
		this.newType = newType;
		String name = "(?<![.\\w\"])(?:%1$s|\\(%1$s\\)::text)(?![\\w.(\"])".formatted(printed(column));
		String one = "E?" + PrintedEnum.LITERAL + "::" + type;
		String equals = "=|<>|IS DISTINCT FROM|IS NOT DISTINCT FROM";
		String several = "\\(?ARRAY\\[%1$s(?:, %1$s)*](?:\\)::text\\[])?|%1$s\\[]".formatted(one);
		this.comparison = Pattern.compile(("%1$s (?<op>%2$s) (?<one>%3$s)(?!\\[)|(?<first>%3$s) (?<sign>=|<>) %1$s"
				+ "|%1$s (?<any>= ANY|<> ALL) \\((?<several>%4$s)\\)|COALESCE\\(%1$s, (?<instead>%3$s)\\)"
				+ "|%5$s|%6$s")
			.formatted(name, equals, one, several, PrintedEnum.LITERAL, PrintedEnum.QUOTED));
		this.constant = Pattern.compile("(E?" + PrintedEnum.LITERAL + ")::" + type);
	}

	/**
	 * Returns the constants of a column of text that becomes an enum.
	 * @param schema the schema of the enum
	 * @param newer the name of the enum
	 */
	public static ComparedConstants ofText(String column, String schema, String newer) {
		return new ComparedConstants(column, TEXT, Identifier.qualified(schema, newer));
	}

	/**
	 * Returns the constants of a column of an enum that becomes text.
	 * @param older the enum as PostgreSQL prints it
	 */
	public static ComparedConstants ofEnum(String column, String older) {
		return new ComparedConstants(column, Pattern.quote(older), "text");
	}

	/** Returns whether a type is one of text. */
	public static boolean isText(String type) {
		return TypeName.canonical(type).matches(TEXT);
	}

	/** PostgreSQL quotes names only if necessary. */
	private static String printed(String name) {
		return "(?:%s|%s)".formatted(Pattern.quote(name), Pattern.quote(Identifier.quote(name)));
	}

	/** Returns an expression with constants of the new type. */
	public String in(String sql) {
		Matcher matcher = this.comparison.matcher(sql);
		StringBuilder result = new StringBuilder();
		while (matcher.find()) {
			matcher.appendReplacement(result, Matcher.quoteReplacement(compared(matcher)));
		}
		return matcher.appendTail(result).toString();
	}

	private String compared(Matcher match) {
		if (match.group("one") != null) {
			return "%s %s %s".formatted(this.column, match.group("op"), typed(match.group("one")));
		}
		if (match.group("first") != null) {
			return "%s %s %s".formatted(typed(match.group("first")), match.group("sign"), this.column);
		}
		if (match.group("several") != null) {
			String values = match.group("several").replaceFirst("^\\((ARRAY\\[.*])\\)::text\\[]$", "$1");
			return "%s %s (%s)".formatted(this.column, match.group("any"), typed(values));
		}
		return (match.group("instead") != null)
				? "COALESCE(%s, %s)".formatted(this.column, typed(match.group("instead"))) : match.group();
	}

	private String typed(String constants) {
		return this.constant.matcher(constants)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + "::" + this.newType));
	}

}

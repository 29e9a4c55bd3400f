package io.github.versionedschema.plan.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constant as PostgreSQL prints it: a literal with a cast.
 *
 * @param literal the literal
 */
public record TypedConstant(String literal) {

	private static final Pattern CONSTANT = Pattern.compile("(E?" + PrintedEnum.LITERAL + ")::(.+)");

	/**
	 * Returns the constant that an expression is; empty if it is anything else.
	 * @param sql the expression, as PostgreSQL prints it
	 * @param type the type of the constant, as PostgreSQL prints it
	 */
	public static Optional<TypedConstant> of(String sql, String type) {
		Matcher constant = CONSTANT.matcher(sql);
		return (constant.matches() && constant.group(2).equals(type))
				? Optional.of(new TypedConstant(constant.group(1))) : Optional.empty();
	}

	/** Returns the constant as one of another type. */
	public String as(String type) {
		return this.literal + "::" + type;
	}

}

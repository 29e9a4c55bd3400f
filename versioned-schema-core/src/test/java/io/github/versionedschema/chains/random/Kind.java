package io.github.versionedschema.chains.random;

import java.util.Random;

/**
 * Column type of a random table, with conversions to integers and back. Some conversions
 * lose information.
 */
public enum Kind {

	/** The type of most columns. */
	INTEGER("int", "coalesce(%s, 0)", "(%s)::int"),

	/** Holds every integer. */
	WIDE("bigint", "coalesce(%s, 0)::int", "(%s)::bigint"),

	/** Has two decimal places that an integer loses. */
	NUMBER("numeric(14,2)", "coalesce(round(%s), 0)::int", "((%s) + 0.25)::numeric(14,2)"),

	/** Keeps its length only. */
	TEXT("text", "coalesce(length(%s), 0)", "'n' || (%s)"),

	/** Has a limit. */
	SHORT("varchar(40)", "coalesce(length(%s), 0)", "('v' || (%s))::varchar(40)"),

	/** An enum. */
	MOOD("mood", "(case %s when 'glad' then 1 else 0 end)",
			"(case when (%s) %% 2 = 1 then 'glad' else 'sad' end)::mood"),

	/** A domain. */
	AMOUNT("amount", "coalesce(%s, 0)::int", "(%s)::amount"),

	/** An array. */
	LIST("int[]", "coalesce(cardinality(%s), 0)", "array[(%s)::int, 7]"),

	/** Has no equality. */
	DOCUMENT("json", "coalesce((%s ->> 'n')::int, 0)", "json_build_object('n', %s)");

	/** SQL that creates the types of the columns. */
	public static final String TYPES = """
			create type mood as enum ('sad', 'glad');
			create domain amount as int check (value > -1000000000);
			""";

	private final String type;

	private final String toInteger;

	private final String fromInteger;

	Kind(String type, String toInteger, String fromInteger) {
		this.type = type;
		this.toInteger = toInteger;
		this.fromInteger = fromInteger;
	}

	/** Returns the type's name in SQL. */
	String type() {
		return this.type;
	}

	/** Returns whether the type has an ordering, which indexes need. */
	boolean hasOrder() {
		return this != DOCUMENT;
	}

	/** Returns an expression that is never null. */
	String toInteger(String value) {
		return this.toInteger.formatted(value);
	}

	/** Returns an expression of this type. */
	String fromInteger(String integer) {
		return this.fromInteger.formatted(integer);
	}

	/** Returns a literal. */
	String literal(Random random) {
		int number = random.nextInt(100);
		return switch (this) {
			case INTEGER, WIDE, AMOUNT -> String.valueOf(number);
			case NUMBER -> number + ".5";
			case TEXT, SHORT -> "'" + "x".repeat(number % 7) + number + "'";
			case MOOD -> (number % 2 == 0) ? "'sad'" : "'glad'";
			case LIST -> "'{" + "1,".repeat(number % 4) + number + "}'";
			case DOCUMENT -> "'{\"n\": " + number + "}'";
		};
	}

	static Kind any(Random random) {
		return values()[random.nextInt(values().length)];
	}

}

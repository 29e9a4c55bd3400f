package io.github.versionedschema.chains.table;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Column type of a random table, with conversions to integers and back. Some conversions
 * lose information.
 *
 * @param type its name in SQL
 * @param simulated SQL that creates a type of the same name and the same values in
 * another schema, or null if the type is never changed or dropped
 * @param toInteger an expression that is never null
 * @param fromInteger an expression of this type
 * @param ordered whether the type has an ordering, which indexes need
 * @param values a literal for a number from 0 to 99
 */
public record Kind(String type, @Nullable String simulated, String toInteger, String fromInteger, boolean ordered,
		Function<Integer, String> values) {

	/** The type of most columns. */
	public static final Kind INTEGER = of("int", "coalesce(%s, 0)", "(%s)::int", String::valueOf);

	/** Holds every integer. */
	public static final Kind WIDE = of("bigint", "coalesce(%s, 0)::int", "(%s)::bigint", String::valueOf);

	/** Has two decimal places that an integer loses. */
	private static final Kind NUMBER = of("numeric(14,2)", "coalesce(round(%s), 0)::int",
			"((%s) + 0.25)::numeric(14,2)", (number) -> number + ".5");

	/** Keeps its length only. */
	private static final Kind TEXT = of("text", "coalesce(length(%s), 0)", "'n' || (%s)", Kind::word);

	/** Has a limit. */
	private static final Kind SHORT = of("varchar(40)", "coalesce(length(%s), 0)", "('v' || (%s))::varchar(40)",
			Kind::word);

	/** An enum. */
	private static final Kind MOOD = of("mood", "(case %s when 'glad' then 1 else 0 end)",
			"(case when (%s) %% 2 = 1 then 'glad' else 'sad' end)::mood",
			(number) -> (number % 2 == 0) ? "'sad'" : "'glad'");

	/** A domain. */
	private static final Kind AMOUNT = of("amount", "coalesce(%s, 0)::int", "(%s)::amount", String::valueOf);

	/** An array. */
	private static final Kind LIST = of("int[]", "coalesce(cardinality(%s), 0)", "array[(%s)::int, 7]",
			(number) -> "'{" + "1,".repeat(number % 4) + number + "}'");

	/** Has no equality. */
	public static final Kind DOCUMENT = new Kind("json", null, "coalesce((%s ->> 'n')::int, 0)",
			"json_build_object('n', %s)", false, (number) -> "'{\"n\": " + number + "}'");

	private static final List<Kind> ALL = List.of(INTEGER, WIDE, NUMBER, TEXT, SHORT, MOOD, AMOUNT, LIST, DOCUMENT);

	/** SQL that creates the types of the columns. */
	public static final String TYPES = """
			create type mood as enum ('sad', 'glad');
			create domain amount as int check (value > -1000000000);
			""";

	private static Kind of(String type, String toInteger, String fromInteger, Function<Integer, String> values) {
		return new Kind(type, null, toInteger, fromInteger, true, values);
	}

	private static String word(int number) {
		return "'" + "x".repeat(number % 7) + number + "'";
	}

	/**
	 * Returns an enum that belongs to one table. Its simulation accepts all values, so
	 * that it stands for the enum of any version.
	 * @param labels at least two values, of which each number stands for one
	 */
	public static Kind ofEnum(String name, List<String> labels) {
		StringBuilder toInteger = new StringBuilder("(case %s");
		StringBuilder fromInteger = new StringBuilder("(case abs(%s) %% " + labels.size());
		for (int number = 1; number < labels.size(); number++) {
			toInteger.append(" when '%s' then %d".formatted(labels.get(number), number));
			fromInteger.append(" when %d then '%s'".formatted(number, labels.get(number)));
		}
		return new Kind(name, "create domain %s as text", toInteger + " else 0 end)",
				fromInteger + " else '%s' end)::%s".formatted(labels.get(0), name), true,
				(number) -> "'" + labels.get(number % labels.size()) + "'");
	}

	/** Returns a domain that belongs to one table. */
	public static Kind ofDomain(String name) {
		return new Kind(name, "create domain %s as int", "coalesce(%s, 0)::int", "(%s)::" + name, true,
				String::valueOf);
	}

	/** Returns a type of two attributes that belongs to one table. */
	public static Kind ofComposite(String name) {
		return new Kind(name, "create type %s as (n int, words text)", "coalesce((%s).n, 0)",
				"row(%s, 'some')::" + name, false, (number) -> "'(%d,\"a b\")'".formatted(number));
	}

	/** Returns an expression that is never null. */
	public String toInteger(String value) {
		return this.toInteger.formatted(value);
	}

	/** Returns an expression of this type. */
	public String fromInteger(String integer) {
		return this.fromInteger.formatted(integer);
	}

	/** Returns a literal. */
	public String literal(Random random) {
		return this.values.apply(random.nextInt(100));
	}

	public static Kind any(Random random) {
		return ALL.get(random.nextInt(ALL.size()));
	}

}

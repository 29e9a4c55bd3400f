package io.github.versionedschema.plan.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * The name of a type as SQL. PostgreSQL knows many types by several names.
 */
public final class TypeName {

	private static final Pattern PARTS = Pattern.compile("([^(\\[]*)(?:\\(([^)]*)\\))?([^\\[]*)((?:\\[\\d*\\])*)");

	private static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("int", "integer"),
			Map.entry("int2", "smallint"), Map.entry("int4", "integer"), Map.entry("int8", "bigint"),
			Map.entry("dec", "numeric"), Map.entry("decimal", "numeric"), Map.entry("float4", "real"),
			Map.entry("float", "double precision"), Map.entry("float8", "double precision"),
			Map.entry("bool", "boolean"), Map.entry("varchar", "character varying"),
			Map.entry("char varying", "character varying"), Map.entry("char", "character"),
			Map.entry("varbit", "bit varying"), Map.entry("timestamp", "timestamp without time zone"),
			Map.entry("timestamptz", "timestamp with time zone"), Map.entry("time", "time without time zone"),
			Map.entry("timetz", "time with time zone"));

	private static final Map<String, String> MODIFIERS = Map.of("character", "1", "bit", "1");

	private TypeName() {
	}

	/**
	 * Returns one name for all names of a type. A name with quotes is returned as it is.
	 * @param type a type, by any of its names
	 */
	public static String canonical(String type) {
		if (type.contains("\"")) {
			return type.strip();
		}
		String written = type.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("\\s+", " ")
			.replaceAll(" ?([(),\\[\\]]) ?", "$1");
		Matcher parts = PARTS.matcher(written);
		if (!parts.matches()) {
			return written;
		}
		String zone = parts.group(3).isEmpty() ? "" : " " + parts.group(3).strip();
		String known = parts.group(1) + zone;
		String name = OTHER_NAMES.getOrDefault(known, known);
		String modifiers = (parts.group(2) != null) ? parts.group(2) : MODIFIERS.get(name);
		if (name.equals("numeric") && modifiers != null && !modifiers.contains(",")) {
			modifiers += ",0";
		}
		return name + ((modifiers != null) ? "(" + modifiers + ")" : "") + (parts.group(4).isEmpty() ? "" : "[]");
	}

	/**
	 * Returns whether a type is a type of a schema, or an array of it.
	 * @param type the type, as SQL
	 * @param schema the schema, which need not be written
	 * @param name the name of the type of the schema
	 */
	public static boolean isOf(String type, String schema, String name) {
		List<Word> words = SqlWords.of(type).words();
		if (words.isEmpty()) {
			return false;
		}
		Word first = words.get(0);
		if (!first.beforeDot()) {
			return first.name().equals(name);
		}
		return words.size() > 1 && first.name().equals(schema) && words.get(1).name().equals(name);
	}

	/** Returns the first word of a type without its schema. */
	public static Optional<String> unqualified(String type) {
		return SqlWords.of(type).words().stream().filter((word) -> !word.beforeDot()).map(Word::name).findFirst();
	}

	/** Returns the canonical name of a type without modifiers. */
	public static String withoutModifiers(String type) {
		return canonical(type).replaceFirst("\\([^)]*\\)", "");
	}

}

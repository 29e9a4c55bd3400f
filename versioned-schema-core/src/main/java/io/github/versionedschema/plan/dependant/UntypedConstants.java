package io.github.versionedschema.plan.dependant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.draft.type.TypeDrafts;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.text.ComparedConstants;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;

/**
 * Takes the types of text and enums from constants that definitions compare with columns,
 * if a column of the table becomes an enum, no longer is one, or gets the newer version's
 * enum. PostgreSQL prints them with the type of the older column, and without it gives
 * each the type of the column that it is compared with. So it does not matter which
 * relation has that column.
 */
final class UntypedConstants {

	private static final String LITERAL = "E?'(?:[^']|'')*'";

	private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";

	private static final String TEXT = "text|character varying|bpchar|character";

	/** The parts of a definition: a comparison, or what is left as it is. */
	private static final String TOKEN = """
			({name} (?:=|<>|IS DISTINCT FROM|IS NOT DISTINCT FROM) {one}(?![\\w(\\[])\
			|{one} (?:=|<>) {name}(?![\\w$.(":])\
			|{name} (?:= ANY|<> ALL) \\((?:\\(?ARRAY\\[{one}(?:, {one})*\\](?:\\)::text\\[\\])?|{one})\\)\
			|(?:COALESCE|NULLIF)\\({column}(?:, {column})*, {one}(?![\\w(\\[]){when})\
			|({literal}|::{column}|{part}|.)""";

	private final TableWork work;

	/** The types of the constants, as a regular expression; empty for none. */
	private final String types;

	/** The columns that PostgreSQL casts to text before it compares them. */
	private final List<String> cast = new ArrayList<>();

	private UntypedConstants(TableWork work, ReplacedColumns columns, Collection<String> before) {
		this.work = work;
		TypeDrafts types = work.schema().types();
		Set<String> constants = new TreeSet<>(before);
		columns.replacements().forEach((name, replacement) -> {
			Column replaced = Objects.requireNonNull(replacement.ancestor());
			boolean isEnum = types.enumOf(replacement.type()) != null;
			if (isEnum) {
				constants.add(TEXT);
			}
			if (isEnum && replaced.type().startsWith("character varying")) {
				this.cast.add(name);
			}
			boolean wasEnum = replaced.typeKind() == Column.TypeKind.ENUM;
			if (wasEnum && (isEnum || ComparedConstants.isText(replacement.type()))) {
				constants.add(printed(replaced.type()));
			}
		});
		for (ReplacedType type : types.replaced()) {
			constants.add(printed(Identifier.qualified(types.places().schemaOf(type.name()), type.name())));
			constants.add(printed(Identifier.qualified(type.schema(), type.name())));
		}
		this.types = String.join("|", constants);
	}

	/** Returns those of definitions that complete reads. */
	static UntypedConstants of(TableWork work, ReplacedColumns columns) {
		return new UntypedConstants(work, columns, Set.of());
	}

	/**
	 * Returns those of definitions that are tried while other columns of the table have
	 * other types in older live versions, which may be enums of any name.
	 */
	static UntypedConstants ofAllVersions(TableWork work, ReplacedColumns columns) {
		Set<String> constants = new TreeSet<>();
		for (Column column : columns.changedSinceOlderVersions()) {
			if (column.typeKind() == Column.TypeKind.ENUM) {
				constants.add(TEXT);
			}
			else if (ComparedConstants.isText(column.type())) {
				constants.add("(?:%1$s\\.)?%1$s".formatted(PART));
			}
		}
		return new UntypedConstants(work, columns, constants);
	}

	/** The schema of an enum is printed where the path does not lead to it. */
	private static String printed(String type) {
		List<String> words = SqlWords.of(type).words().stream().map(SqlWords.Word::name).toList();
		String name = either(words.get(words.size() - 1));
		return (words.size() == 1) ? name : "(?:%s\\.)?%s".formatted(either(words.get(0)), name);
	}

	/** PostgreSQL quotes names only if necessary. */
	private static String either(String name) {
		return "(?:%s|%s)".formatted(escaped(name), escaped(Identifier.quote(name)));
	}

	private static String escaped(String name) {
		return name.replaceAll("[\\p{Punct}\\s]", "\\\\$0");
	}

	/**
	 * Returns an SQL expression for the definitions without these types, for a path that
	 * begins with {@code pg_catalog}.
	 * @param definitions the definitions as an SQL expression
	 */
	String in(String definitions) {
		if (this.types.isEmpty()) {
			return definitions;
		}
		String one = "%s::(?:%s)(?:\\(\\d+\\))?(?:\\[\\])?".formatted(LITERAL, this.types);
		String column = "(?:%1$s\\.)?%1$s".formatted(PART);
		String casts = this.cast.stream().map(UntypedConstants::either).collect(Collectors.joining("|"));
		String castColumn = "(?:%s\\.)?(?:%s)".formatted(PART, casts);
		String surely = token(one, column,
				this.cast.isEmpty() ? column : "(?:%s|\\(%s\\)::text)".formatted(column, castColumn),
				"|WHEN %s THEN".formatted(one));
		String comparison = replaced("token.part[1]", one.replace(LITERAL, '(' + LITERAL + ')'), "\\1");
		if (!this.cast.isEmpty()) {
			comparison = replaced(comparison, "^\\((%1$s)\\)::text|\\((%1$s)\\)::text$".formatted(castColumn),
					"\\1\\2");
		}
		String list = " \\((?:ARRAY\\[(.*)\\]|\\(ARRAY\\[(.*)\\]\\)::text\\[\\])\\)$";
		comparison = replaced(comparison, "^([^']+) = ANY" + list, "\\1 IN (\\2\\3)");
		comparison = replaced(comparison, "^([^']+) <> ALL" + list, "\\1 NOT IN (\\2\\3)");
		return """
				(SELECT string_agg(coalesce(%s, token.part[2]), '' ORDER BY token.number)
					FROM regexp_matches(%s, CASE WHEN %s THEN %s ELSE %s END, 'g') WITH ORDINALITY AS token (part, number))"""
			.formatted(comparison, definitions, haveOtherTypes(), Identifier.literal(token(one, column, column, "")),
					Identifier.literal(surely));
	}

	private static String token(String one, String column, String name, String when) {
		return TOKEN.replace("{when}", when)
			.replace("{name}", name)
			.replace("{one}", one)
			.replace("{column}", column)
			.replace("{part}", PART)
			.replace("{literal}", LITERAL);
	}

	private static String replaced(String value, String pattern, String by) {
		return "regexp_replace(%s, %s, %s, 'g')".formatted(value, Identifier.literal(pattern), Identifier.literal(by));
	}

	/**
	 * Returns the condition that an object of the table uses a column of a type that
	 * compares text in its own way, or casts a column with the name of a replaced one.
	 * The cast may then be meant.
	 */
	private String haveOtherTypes() {
		return """
				EXISTS (SELECT FROM pg_depend used
					JOIN pg_depend other ON other.classid = used.classid AND other.objid = used.objid
					JOIN pg_attribute a ON a.attrelid = other.refobjid AND a.attnum = other.refobjsubid
					JOIN pg_type t ON t.oid = a.atttypid
					WHERE used.refclassid = 'pg_class'::regclass AND used.refobjid = to_regclass(%s)
						AND other.refclassid = 'pg_class'::regclass AND t.typname NOT IN ('text', 'varchar')
						AND (a.attname = ANY (%s) OR t.typcategory = 'S' AND t.typname NOT IN ('bpchar', 'name')))"""
			.formatted(Identifier.literal(this.work.sqlName()), DependentObjects.names(this.cast));
	}

}

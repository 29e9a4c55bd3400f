package io.github.versionedschema.plan.check.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Checks user SQL. Definitions are run in the transaction that is rolled back, so that
 * later operations see them. From the first statement that may access rows, the SQL is
 * only parsed, as its effects on data and locks are unknown.
 */
public final class UserSqlCheck {

	/** Statements about a materialized view that do not run its query. */
	private static final Set<String> WITHOUT_QUERY = Set.of("alter", "drop", "comment");

	private static final Set<String> TOUCHES_ROWS = Set.of("insert", "update", "delete", "merge", "truncate", "copy",
			"select", "with", "values", "table", "call", "do", "lock", "vacuum", "reindex", "refresh", "cluster",
			"analyze");

	private static final Set<String> QUERY = Set.of("select", "with", "values", "table", "execute");

	/**
	 * PL/pgSQL parses every statement of a function's body when the function is created,
	 * and resolves nothing.
	 */
	private static final String PARSE = "CREATE OR REPLACE FUNCTION pg_temp._vs_parse() RETURNS void LANGUAGE plpgsql AS ";

	private static final String BEGIN = "\nBEGIN\n";

	/** The tokens of a statement that only sets a parameter and reads no rows. */
	private static final Set<String> SETTING = Set.of("pg_catalog", "set_config", "current_setting", "true", "false",
			"null", "as", "text", "boolean");

	private static final int LONGEST = 60;

	private final ScriptItem.UserSql sql;

	private final SqlWords words;

	private final int endOfDefinitions;

	private final String definitions;

	/** Why the statements after the definitions are not tried. */
	private final String reason;

	/**
	 * Creates the checks of one operation.
	 * @param madeColumns the columns that the chain creates, with their operations
	 */
	UserSqlCheck(ScriptItem.UserSql sql, Map<String, Source> madeColumns) {
		this.sql = sql;
		this.words = SqlWords.of(sql.up());
		List<Word> words = this.words.words();
		Word made = sql.onComplete() ? null : expansionUsed(words, madeColumns);
		Word end = endOfDefinitions(words);
		if (sql.onComplete()) {
			this.reason = "it runs at complete";
		}
		else if (made != null) {
			this.reason = "it uses \"" + made.name() + "\", which an operation before it makes";
		}
		else {
			this.reason = "that statement may read or change rows, or cannot run in a transaction";
		}
		this.endOfDefinitions = (sql.onComplete() || made != null) ? 0
				: (end != null) ? end.start() : sql.up().length();
		this.definitions = sql.up().substring(0, this.endOfDefinitions);
	}

	/** Returns the finding about SQL that is only parsed. */
	Optional<Finding> note() {
		String rest = this.sql.up().substring(this.endOfDefinitions);
		if (rest.isBlank()) {
			return Optional.empty();
		}
		String text = rest.strip().lines().findFirst().orElse("");
		long line = 1 + this.definitions.lines().count()
				- ((this.definitions.isEmpty() || this.definitions.endsWith("\n")) ? 0 : 1);
		return Optional.of(new Finding(Severity.NOTE, this.sql.source(),
				"From line %d of the SQL on (\"%s\"), it was parsed but not tried, because %s. A missing name or right shows only when it runs. Later operations are checked without what it defines or sets."
					.formatted(line, (text.length() > LONGEST) ? text.substring(0, LONGEST) + "..." : text,
							this.reason),
				null));
	}

	public List<Check> checks() {
		List<Check> checks = new ArrayList<>();
		if (this.definitions.length() < this.sql.up().length()) {
			checks.add(parse("the SQL", this.sql.up()));
		}
		if (defines()) {
			checks.add(new Check("the SQL", this.definitions, 0, this.sql.source()).briefly());
		}
		if (this.sql.down() != null) {
			checks.add(parse("\"down\"", this.sql.down()));
		}
		return checks;
	}

	/**
	 * Returns the part that is tried: all statements before the first that may access
	 * rows.
	 */
	public String definitions() {
		return this.definitions;
	}

	/** Returns whether later operations may use its results. */
	public boolean defines() {
		return !this.definitions.isBlank();
	}

	/** Returns the first word of the first statement that is not tried, or null. */
	private @Nullable Word endOfDefinitions(List<Word> words) {
		Word first = null;
		for (int index = 0; index < words.size(); index++) {
			Word word = words.get(index);
			if (word.first()) {
				first = word;
			}
			Word before = (index > 0) ? words.get(index - 1) : word;
			if (first != null && !isSetting(words, index)
					&& (touchesRows(first, word, before) || word.name().equals("concurrently"))) {
				return first;
			}
		}
		return null;
	}

	/**
	 * Returns whether a statement starts here that only sets a parameter, as in pg_dump
	 * output.
	 */
	private static boolean isSetting(List<Word> words, int index) {
		if (!words.get(index).first() || !words.get(index).name().equals("select")) {
			return false;
		}
		List<String> rest = words.subList(index + 1, words.size())
			.stream()
			.takeWhile((word) -> !word.first())
			.map(Word::name)
			.toList();
		return rest.contains("set_config") && SETTING.containsAll(rest);
	}

	private boolean touchesRows(Word first, Word word, Word before) {
		if (word == first) {
			return TOUCHES_ROWS.contains(word.name());
		}
		boolean ofQuery = first.name().equals("create") && isTable(first)
				&& (before.name().equals("as") && QUERY.contains(word.name()));
		boolean ofView = word.name().equals("materialized") && !WITHOUT_QUERY.contains(first.name());
		return ofQuery || (ofView && !isWithNoData(word));
	}

	/** Returns whether the statement of the word creates an object without rows. */
	private boolean isWithNoData(Word word) {
		List<String> rest = this.words.words()
			.stream()
			.dropWhile((other) -> other.start() <= word.start())
			.takeWhile((other) -> !other.first())
			.map(Word::name)
			.toList();
		return rest.size() > 3 && rest.subList(rest.size() - 3, rest.size()).equals(List.of("with", "no", "data"));
	}

	/** Returns whether the statement creates a table, and not an object with a body. */
	private boolean isTable(Word first) {
		return SqlWords.of(this.sql.up().substring(first.start()))
			.words()
			.stream()
			.skip(1)
			.map(Word::name)
			.filter((name) -> !Set.of("global", "local", "temporary", "temp", "unlogged").contains(name))
			.findFirst()
			.filter("table"::equals)
			.isPresent();
	}

	/** Returns the first column in the SQL that an earlier operation creates, or null. */
	private @Nullable Word expansionUsed(List<Word> words, Map<String, Source> madeColumns) {
		return words.stream().filter((word) -> {
			Source operation = madeColumns.get(word.name());
			return operation != null && operation.compareTo(this.sql.source()) < 0;
		}).findFirst().orElse(null);
	}

	/** Returns whether the SQL contains the name. */
	boolean mentions(String name) {
		return this.words.mentions(name);
	}

	private Check parse(String what, String text) {
		String body = text.strip();
		String quoted = Identifier.dollarQuoted(BEGIN + body + (body.endsWith(";") ? "" : ";") + "\nEND\n");
		int offset = PARSE.length() + quoted.indexOf(BEGIN) + BEGIN.length();
		return new Check(what, PARSE + quoted, offset, this.sql.source());
	}

}

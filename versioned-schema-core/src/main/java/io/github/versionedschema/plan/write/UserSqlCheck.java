package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.migration.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SqlWords;
import io.github.versionedschema.plan.draft.SqlWords.Word;
import io.github.versionedschema.schema.Identifier;

/**
 * The checks of SQL that the user wrote. What defines things is run in the transaction
 * that is rolled back, so that later operations see it; from the first statement on that
 * touches rows the SQL is only parsed, as nobody knows what it would do to the data and
 * its locks.
 */
final class UserSqlCheck {

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

	private final ScriptItem.UserSql sql;

	private final SqlWords words;

	private final String definitions;

	/**
	 * Creates the checks of one operation.
	 * @param madeColumns the columns that the chain makes, with the operation that does
	 */
	UserSqlCheck(ScriptItem.UserSql sql, Map<String, Source> madeColumns) {
		this.sql = sql;
		this.words = SqlWords.of(sql.up());
		List<Word> words = this.words.words();
		this.definitions = (sql.onComplete() || usesExpansion(words, madeColumns)) ? ""
				: sql.up().substring(0, endOfDefinitions(words));
	}

	List<Check> checks() {
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

	/** Returns the part that is tried: all that comes before rows are touched. */
	String definitions() {
		return this.definitions;
	}

	/** Returns whether later operations may build on it. */
	boolean defines() {
		return !this.definitions.isBlank();
	}

	private int endOfDefinitions(List<Word> words) {
		Word first = null;
		for (int index = 0; index < words.size(); index++) {
			Word word = words.get(index);
			if (word.first()) {
				first = word;
			}
			Word before = (index > 0) ? words.get(index - 1) : word;
			if (first != null && (touchesRows(first, word, before) || word.name().equals("concurrently"))) {
				return first.start();
			}
		}
		return this.sql.up().length();
	}

	private boolean touchesRows(Word first, Word word, Word before) {
		if (word == first) {
			return TOUCHES_ROWS.contains(word.name());
		}
		boolean ofQuery = first.name().equals("create") && isTable(first)
				&& (before.name().equals("as") && QUERY.contains(word.name()));
		return ofQuery || word.name().equals("materialized");
	}

	/** Returns whether the statement makes a table, and not something with a body. */
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

	/** Returns whether the SQL names a column that operations before it make. */
	private boolean usesExpansion(List<Word> words, Map<String, Source> madeColumns) {
		return words.stream()
			.map((word) -> madeColumns.get(word.name()))
			.anyMatch((operation) -> operation != null && operation.compareTo(this.sql.source()) < 0);
	}

	/** Returns whether the SQL names something. */
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

package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * An expression over the columns of one table as PostgreSQL prints it: with unqualified
 * columns, keywords in upper case, and names in quotes unless they are lower case.
 * Therefore, column names can be recognized, which is not possible in user SQL.
 */
public final class Deparsed {

	private final String sql;

	private final List<Word> words;

	public Deparsed(String sql) {
		this.sql = sql;
		this.words = SqlWords.of(sql).words();
	}

	/**
	 * Returns the expression with replaced columns.
	 * @param columns the replacements, by column name
	 */
	public String over(Map<String, String> columns) {
		List<Word> found = new ArrayList<>();
		boolean type = false;
		for (int index = 0; index < this.words.size(); index++) {
			Word word = this.words.get(index);
			type = word.afterCast() || (type && isPlain(word) && isNextTo(this.words.get(index - 1), word));
			if (!type && isColumn(index) && columns.containsKey(word.name())) {
				found.add(word);
			}
		}
		StringBuilder result = new StringBuilder();
		int from = 0;
		for (Word word : found) {
			result.append(this.sql, from, word.start()).append(columns.get(word.name()));
			from = word.end();
		}
		return result.append(this.sql.substring(from)).toString();
	}

	private boolean isColumn(int index) {
		Word word = this.words.get(index);
		if (word.afterDot() || word.beforeDot() || word.call() || (!word.quoted() && !isPlain(word))) {
			return false;
		}
		Word before = (index > 0) ? this.words.get(index - 1) : null;
		boolean field = before != null && before.call() && text(before).equals("EXTRACT");
		boolean collation = before != null && text(before).equals("COLLATE");
		boolean argumentName = this.sql.startsWith(" =>", word.end());
		return !field && !collation && !argumentName;
	}

	/** Returns whether the word is an unquoted name, and not a keyword. */
	private boolean isPlain(Word word) {
		return !word.quoted() && text(word).equals(word.name());
	}

	/**
	 * Returns whether a word continues the type that starts before it: {@code
	 * timestamp(3) without time zone}.
	 */
	private boolean isNextTo(Word before, Word word) {
		return this.sql.substring(before.end(), word.start()).matches("(\\(\\d+(,\\d+)?\\))? ");
	}

	private String text(Word word) {
		return this.sql.substring(word.start(), word.end());
	}

}

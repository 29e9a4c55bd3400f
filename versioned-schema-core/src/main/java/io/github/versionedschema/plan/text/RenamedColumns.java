package io.github.versionedschema.plan.text;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.plan.text.SqlWords.Word;
import io.github.versionedschema.schema.Identifier;

/**
 * Columns of one table that an expression over its rows calls by other names than they
 * have when it is read.
 *
 * @param names the names that the columns have then, by those in the expression
 */
public record RenamedColumns(Map<String, String> names) {

	private static final Set<String> BEFORE = Set.of("and", "or", "not", "when", "then", "else", "between", "like",
			"in");

	private static final Set<String> AFTER = Set.of("and", "or", "not", "is", "in", "like", "ilike", "between", "when",
			"then", "else", "end");

	private static final String OPERATORS = "+-*/<>=~!@#%^&|?";

	public RenamedColumns {
		names = Map.copyOf(names);
	}

	/**
	 * Returns whether all words of an expression that may be one of the columns are
	 * certainly columns. Some are a column in one place and a part of SQL in another,
	 * such as {@code year} in {@code extract(year from at)}.
	 */
	public boolean areCertainIn(String sql) {
		return SqlWords.of(sql)
			.words()
			.stream()
			.filter((word) -> this.names.containsKey(word.name()))
			.allMatch((word) -> isColumn(word) && (word.quoted() || (follows(sql.substring(0, word.start()).strip())
					&& precedes(sql.substring(word.end()).strip()))));
	}

	private static boolean isColumn(Word word) {
		return !word.afterDot() && !word.beforeDot() && !word.call() && !word.afterCast();
	}

	private static boolean follows(String before) {
		if (before.isEmpty() || (OPERATORS + "(,[").indexOf(before.charAt(before.length() - 1)) >= 0) {
			return true;
		}
		List<Word> words = SqlWords.of(before).words();
		return !words.isEmpty() && words.get(words.size() - 1).end() == before.length()
				&& BEFORE.contains(words.get(words.size() - 1).name());
	}

	private static boolean precedes(String after) {
		if (after.isEmpty() || (OPERATORS + "),[]:").indexOf(after.charAt(0)) >= 0) {
			return true;
		}
		List<Word> words = SqlWords.of(after).words();
		return !words.isEmpty() && words.get(0).start() == 0 && AFTER.contains(words.get(0).name());
	}

	/** Returns an expression with the names that the columns have when it is read. */
	public String in(String sql) {
		StringBuilder result = new StringBuilder();
		int end = 0;
		for (Word word : SqlWords.of(sql).words()) {
			String name = this.names.get(word.name());
			if (name != null && isColumn(word)) {
				result.append(sql, end, word.start()).append(Identifier.quote(name));
				end = word.end();
			}
		}
		return result.append(sql.substring(end)).toString();
	}

}

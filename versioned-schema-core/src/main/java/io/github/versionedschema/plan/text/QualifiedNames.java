package io.github.versionedschema.plan.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * The columns that SQL text over several tables may read, by the tables with which it
 * qualifies them.
 */
public final class QualifiedNames {

	private final SqlWords words;

	private QualifiedNames(SqlWords words) {
		this.words = words;
	}

	/**
	 * Reads the names of a text.
	 * @param sql the text
	 */
	public static QualifiedNames of(String sql) {
		return new QualifiedNames(SqlWords.of(sql));
	}

	/** Returns whether the text qualifies something with the table. */
	public boolean qualifiesWith(String table) {
		return this.words.qualifiesWith(table);
	}

	/** Returns the names that are qualified with the table. */
	public Set<String> columnsOf(String table) {
		Set<String> columns = new LinkedHashSet<>();
		List<Word> all = this.words.words();
		for (int index = 1; index < all.size(); index++) {
			Word before = all.get(index - 1);
			Word word = all.get(index);
			if (word.afterDot() && before.beforeDot() && before.name().equals(table) && !word.beforeDot()
					&& !word.call()) {
				columns.add(word.name());
			}
		}
		return columns;
	}

	/** Returns whether the text reads the column of the table, or its whole rows. */
	public boolean reads(String table, String column) {
		return this.words.expands(table) || columnsOf(table).contains(column) || this.words.words()
			.stream()
			.anyMatch((word) -> word.name().equals(table) && !word.beforeDot() && !word.afterDot() && !word.call());
	}

	/** Returns whether the text reads a column of that name of any table. */
	public boolean readsUnqualified(String column) {
		return this.words.words()
			.stream()
			.anyMatch((word) -> word.name().equals(column) && !word.afterDot() && !word.beforeDot() && !word.call());
	}

}

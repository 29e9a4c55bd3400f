package io.github.versionedschema.plan.text;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * The columns of the one table that an index, a check or a generated column may read.
 * Their expressions may qualify columns with the name of the table, which it has only at
 * complete.
 *
 * @param schema the schema of the table
 * @param table the table
 * @param columns the names of its columns
 */
public record OwnColumns(String schema, String table, Set<String> columns) implements UnaryOperator<String> {

	public OwnColumns {
		columns = Set.copyOf(columns);
	}

	/**
	 * Returns an expression that does without the name of the table. Everything else
	 * stays where it is, so that positions in it are those in what the user wrote.
	 * @param sql the expression
	 */
	@Override
	public String apply(String sql) {
		StringBuilder result = new StringBuilder(sql);
		List<Word> words = SqlWords.of(sql).words();
		for (int index = 1; index < words.size(); index++) {
			Word column = words.get(index);
			if (column.afterDot() && !column.call() && this.columns.contains(column.name())) {
				int start = startOfTable(words, index - 1);
				if (start >= 0) {
					unqualify(result, start, column);
				}
			}
		}
		return result.toString();
	}

	/** Returns where the table's name starts that ends with a word, or -1. */
	private int startOfTable(List<Word> words, int index) {
		Word word = words.get(index);
		if (!word.beforeDot() || !word.name().equals(this.table)) {
			return -1;
		}
		if (!word.afterDot()) {
			return word.afterCast() ? -1 : word.start();
		}
		Word before = (index > 0) ? words.get(index - 1) : word;
		boolean schema = before.name().equals(this.schema) && !before.afterDot() && !before.afterCast();
		return schema ? before.start() : -1;
	}

	/** A name behind a dot needs no quotes, whatever it means elsewhere. */
	private static void unqualify(StringBuilder sql, int start, Word column) {
		String name = sql.substring(column.start(), column.end());
		if (!column.quoted()) {
			name = "\"" + column.name() + "\"";
		}
		sql.replace(start, column.end(), " ".repeat(column.end() - start - name.length()) + name);
	}

}

package io.github.versionedschema.plan.text;

import java.util.List;

/**
 * The words of SQL text: identifiers and keywords outside strings, numbers and comments.
 * They show which columns an expression may read; additional words only make a rule
 * broader. User SQL is changed only where the meaning of a word is certain, as in
 * {@link OwnColumns}.
 *
 * @param words in order
 * @param psqlParts the parts that psql would process itself, in order
 */
public record SqlWords(List<Word> words, List<PsqlPart> psqlParts) {

	public SqlWords {
		words = List.copyOf(words);
		psqlParts = List.copyOf(psqlParts);
	}

	/**
	 * Reads the words of a text. Of malformed SQL, it returns the words that could be
	 * read; PostgreSQL reports the errors.
	 * @param sql the text
	 */
	public static SqlWords of(String sql) {
		return new SqlLexer(sql).read();
	}

	/**
	 * Returns whether a word is the given identifier, with or without a qualifier.
	 */
	public boolean mentions(String identifier) {
		return this.words.stream().anyMatch((word) -> word.name().equals(identifier));
	}

	/** Returns whether an expression of these words may read tables. */
	public boolean mayRead() {
		return mentions("select") || mentions("table");
	}

	/** Returns whether the identifier is followed by a dot. */
	public boolean qualifiesWith(String identifier) {
		return this.words.stream().anyMatch((word) -> word.beforeDot() && word.name().equals(identifier));
	}

	/** Returns whether the identifier is followed by {@code .*}. */
	public boolean expands(String identifier) {
		for (int index = 0; index < this.words.size(); index++) {
			boolean field = index + 1 < this.words.size() && this.words.get(index + 1).afterDot();
			if (this.words.get(index).beforeDot() && !field && this.words.get(index).name().equals(identifier)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether some word is a field of {@code old} or {@code new} with the given
	 * name.
	 */
	public boolean readsRowField(String identifier) {
		for (int index = 1; index < this.words.size(); index++) {
			Word word = this.words.get(index);
			String before = this.words.get(index - 1).name();
			if (word.afterDot() && word.name().equals(identifier) && (before.equals("new") || before.equals("old"))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A word.
	 *
	 * @param name as PostgreSQL resolves it: folded to lower case unless quoted
	 * @param start where it starts in the text
	 * @param end where it ends, exclusive
	 * @param quoted whether it was quoted
	 * @param afterDot whether it follows a dot
	 * @param beforeDot whether a dot follows it
	 * @param call whether an opening parenthesis follows it
	 * @param afterCast whether it follows {@code ::}
	 * @param first whether a statement begins with it
	 */
	public record Word(String name, int start, int end, boolean quoted, boolean afterDot, boolean beforeDot,
			boolean call, boolean afterCast, boolean first) {
	}

	/**
	 * A part of a script that psql would process itself and that the server does not
	 * understand.
	 *
	 * @param kind the kind of part
	 * @param text the text of the part
	 * @param line where it starts, from 1
	 */
	public record PsqlPart(Kind kind, String text, int line) {

		/** The kinds of parts that psql processes itself. */
		public enum Kind {

			/** A line that begins with a backslash. */
			COMMAND,

			/** A variable, such as {@code :name}. */
			VARIABLE,

			/** {@code COPY} from or to the client, with the data lines that follow. */
			COPY

		}

	}

}

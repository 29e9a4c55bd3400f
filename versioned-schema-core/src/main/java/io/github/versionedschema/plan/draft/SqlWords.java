package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of SQL text: identifiers and keywords outside strings, numbers and comments.
 * They show which columns an expression may read; additional words only make a rule
 * broader. Never used to change user SQL.
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
		Lexer lexer = new Lexer(sql);
		lexer.read();
		return new SqlWords(lexer.words, lexer.psqlParts);
	}

	/**
	 * Returns whether a word is the given identifier, with or without a qualifier.
	 */
	public boolean mentions(String identifier) {
		return this.words.stream().anyMatch((word) -> word.name().equals(identifier));
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

	private static final class Lexer {

		private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

		private final String sql;

		private static final Pattern VARIABLE = Pattern.compile(":(\\w+|'[^'\\n]*'|\"[^\"\\n]*\")");

		private static final Pattern END_OF_DATA = Pattern.compile("^\\\\\\.[ \\t\\r]*$", Pattern.MULTILINE);

		private final List<Word> words = new ArrayList<>();

		private final List<PsqlPart> psqlParts = new ArrayList<>();

		private int at;

		/** The number of words before the statement. */
		private int statement;

		private int brackets;

		private String before = "";

		private String wordBefore = "";

		/** The number of open parentheses, BEGIN ATOMIC and CASE. */
		private int depth;

		private int blocks;

		Lexer(String sql) {
			this.sql = sql;
		}

		void read() {
			while (this.at < this.sql.length()) {
				char next = this.sql.charAt(this.at);
				if (Character.isWhitespace(next)) {
					this.at++;
				}
				else if (this.sql.startsWith("--", this.at)) {
					skipTo("\n", this.at + 2);
				}
				else if (this.sql.startsWith("/*", this.at)) {
					skipBlockComment();
				}
				else if (next == '\'') {
					skipString(false);
				}
				else if (next == '$') {
					skipDollarQuoted();
				}
				else if (next == '"') {
					quotedWord();
				}
				else if (Character.isLetter(next) || next == '_') {
					plainWord();
				}
				else if (Character.isDigit(next)) {
					skipNumber();
				}
				else if (next == '\\') {
					int start = this.at;
					skipTo("\n", this.at);
					psqlPart(PsqlPart.Kind.COMMAND, this.sql.substring(start, this.at).strip(), start);
				}
				else if (next == ';') {
					this.at++;
					this.before = ";";
					endStatement();
				}
				else {
					symbol(next);
				}
			}
			endStatement();
		}

		private void symbol(char next) {
			Matcher variable = VARIABLE.matcher(this.sql).region(this.at, this.sql.length());
			// In brackets, a colon separates the bounds of an array slice.
			if (next == ':' && this.brackets == 0 && variable.lookingAt()) {
				psqlPart(PsqlPart.Kind.VARIABLE, variable.group(), this.at);
			}
			this.before = this.sql.startsWith("::", this.at) ? "::" : String.valueOf(next);
			this.depth += (next == '(') ? 1 : (next == ')') ? -1 : 0;
			this.brackets += (next == '[') ? 1 : (next == ']') ? -1 : 0;
			this.at += this.before.length();
		}

		private void psqlPart(PsqlPart.Kind kind, String text, int start) {
			int line = 1 + (int) this.sql.chars().limit(start).filter((character) -> character == '\n').count();
			this.psqlParts.add(new PsqlPart(kind, text, line));
		}

		private void endStatement() {
			if (this.depth > 0) {
				return;
			}
			List<Word> words = this.words.subList(this.statement, this.words.size());
			if (!words.isEmpty() && words.get(0).name().equals("copy")) {
				for (int index = 1; index < words.size(); index++) {
					String client = words.get(index - 1).name() + " " + words.get(index).name();
					if (client.equals("from stdin") || client.equals("to stdout")) {
						psqlPart(PsqlPart.Kind.COPY, this.sql.substring(words.get(0).start(), words.get(index).end())
							.replaceAll("\\s+", " "), words.get(0).start());
						skipData(client.equals("from stdin"));
						break;
					}
				}
			}
			this.statement = this.words.size();
		}

		/** Quotes in the data have no meaning. */
		private void skipData(boolean data) {
			Matcher end = END_OF_DATA.matcher(this.sql).region(this.at, this.sql.length());
			if (data && end.find()) {
				this.at = end.end();
			}
		}

		private void plainWord() {
			int start = this.at;
			while (this.at < this.sql.length() && isWordPart(this.sql.charAt(this.at))) {
				this.at++;
			}
			String text = this.sql.substring(start, this.at);
			if (this.at < this.sql.length() && this.sql.charAt(this.at) == '\'' && text.length() == 1) {
				skipString(text.equalsIgnoreCase("e"));
				return;
			}
			add(text.toLowerCase(Locale.ROOT), start, false);
		}

		private void quotedWord() {
			int start = this.at++;
			StringBuilder name = new StringBuilder();
			while (this.at < this.sql.length()) {
				char next = this.sql.charAt(this.at++);
				if (next != '"') {
					name.append(next);
				}
				else if (this.at < this.sql.length() && this.sql.charAt(this.at) == '"') {
					name.append('"');
					this.at++;
				}
				else {
					break;
				}
			}
			add(name.toString(), start, true);
		}

		private void add(String name, int start, boolean quoted) {
			int behind = this.at;
			while (behind < this.sql.length() && Character.isWhitespace(this.sql.charAt(behind))) {
				behind++;
			}
			char next = (behind < this.sql.length()) ? this.sql.charAt(behind) : ' ';
			boolean first = (this.before.isEmpty() || this.before.equals(";")) && this.depth == 0;
			this.words.add(new Word(name, start, this.at, quoted, this.before.equals("."), next == '.', next == '(',
					this.before.equals("::"), first));
			this.before = "word";
			if (!quoted) {
				enter(name);
			}
		}

		/** The body of an SQL function contains statements. */
		private void enter(String word) {
			if (word.equals("atomic") && this.wordBefore.equals("begin") || word.equals("case") && this.blocks > 0) {
				this.blocks++;
				this.depth++;
			}
			else if (word.equals("end") && this.blocks > 0) {
				this.blocks--;
				this.depth--;
			}
			this.wordBefore = word;
		}

		private void skipString(boolean escapes) {
			this.at++;
			while (this.at < this.sql.length()) {
				char next = this.sql.charAt(this.at++);
				if (escapes && next == '\\') {
					this.at++;
				}
				else if (next == '\'') {
					break;
				}
			}
			this.before = "'";
		}

		private void skipNumber() {
			while (this.at < this.sql.length()
					&& (isWordPart(this.sql.charAt(this.at)) || this.sql.charAt(this.at) == '.')) {
				this.at++;
			}
			this.before = "0";
		}

		private void skipBlockComment() {
			int depth = 0;
			do {
				if (this.sql.startsWith("/*", this.at)) {
					depth++;
					this.at += 2;
				}
				else if (this.sql.startsWith("*/", this.at)) {
					depth--;
					this.at += 2;
				}
				else {
					this.at++;
				}
			}
			while (depth > 0 && this.at < this.sql.length());
		}

		private void skipTo(String end, int from) {
			int found = this.sql.indexOf(end, from);
			this.at = (found < 0) ? this.sql.length() : found + end.length();
		}

		private void skipDollarQuoted() {
			Matcher tag = DOLLAR_TAG.matcher(this.sql).region(this.at, this.sql.length());
			if (tag.lookingAt()) {
				skipTo(tag.group(), tag.end());
				this.before = "'";
			}
			else {
				this.at++;
				this.before = "$";
			}
		}

		private static boolean isWordPart(char character) {
			return Character.isLetterOrDigit(character) || character == '_' || character == '$';
		}

	}

}

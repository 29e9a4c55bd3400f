package io.github.versionedschema.plan.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.plan.text.SqlWords.PsqlPart;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Reads the words of SQL text, and the parts that psql would process itself.
 */
final class SqlLexer {

	private static final Pattern VARIABLE = Pattern.compile(":(\\w+|'[^'\\n]*'|\"[^\"\\n]*\")");

	private static final Pattern END_OF_DATA = Pattern.compile("^\\\\\\.[ \\t\\r]*$", Pattern.MULTILINE);

	private final String sql;

	private final SqlCursor cursor;

	private final List<Word> words = new ArrayList<>();

	private final List<PsqlPart> psqlParts = new ArrayList<>();

	/** The number of words before the statement. */
	private int statement;

	private int brackets;

	private String before = "";

	private String wordBefore = "";

	/** The number of open parentheses, BEGIN ATOMIC and CASE. */
	private int depth;

	private int blocks;

	SqlLexer(String sql) {
		this.sql = sql;
		this.cursor = new SqlCursor(sql);
	}

	SqlWords read() {
		while (!this.cursor.isAtEnd()) {
			if (!skipSpaceOrComment() && !skipLiteral()) {
				readToken(this.cursor.next());
			}
		}
		endStatement();
		return new SqlWords(this.words, this.psqlParts);
	}

	private boolean skipSpaceOrComment() {
		if (Character.isWhitespace(this.cursor.next())) {
			this.cursor.skip(1);
		}
		else if (this.cursor.isAt("--")) {
			this.cursor.skipTo("\n", this.cursor.at() + 2);
		}
		else if (this.cursor.isAt("/*")) {
			this.cursor.skipBlockComment();
		}
		else {
			return false;
		}
		return true;
	}

	private boolean skipLiteral() {
		char next = this.cursor.next();
		if (next == '\'') {
			this.cursor.skipString(false);
			this.before = "'";
		}
		else if (next == '$') {
			this.before = this.cursor.skipDollarQuoted() ? "'" : "$";
		}
		else if (Character.isDigit(next)) {
			this.cursor.skipNumber();
			this.before = "0";
		}
		else {
			return false;
		}
		return true;
	}

	private void readToken(char next) {
		if (next == '"') {
			int start = this.cursor.at();
			add(this.cursor.quotedName(), start, true);
		}
		else if (Character.isLetter(next) || next == '_') {
			plainWord();
		}
		else if (next == '\\') {
			int start = this.cursor.at();
			this.cursor.skipTo("\n", start);
			psqlPart(PsqlPart.Kind.COMMAND, this.cursor.since(start).strip(), start);
		}
		else if (next == ';') {
			this.cursor.skip(1);
			this.before = ";";
			endStatement();
		}
		else {
			symbol(next);
		}
	}

	private void symbol(char next) {
		Matcher variable = this.cursor.matcher(VARIABLE);
		// In brackets, a colon separates the bounds of an array slice.
		if (next == ':' && this.brackets == 0 && variable.lookingAt()) {
			psqlPart(PsqlPart.Kind.VARIABLE, variable.group(), this.cursor.at());
		}
		this.before = this.cursor.isAt("::") ? "::" : String.valueOf(next);
		this.depth += (next == '(') ? 1 : (next == ')') ? -1 : 0;
		this.brackets += (next == '[') ? 1 : (next == ']') ? -1 : 0;
		this.cursor.skip(this.before.length());
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
					psqlPart(PsqlPart.Kind.COPY,
							this.sql.substring(words.get(0).start(), words.get(index).end()).replaceAll("\\s+", " "),
							words.get(0).start());
					skipData(client.equals("from stdin"));
					break;
				}
			}
		}
		this.statement = this.words.size();
	}

	/** Quotes in the data have no meaning. */
	private void skipData(boolean data) {
		Matcher end = this.cursor.matcher(END_OF_DATA);
		if (data && end.find()) {
			this.cursor.moveTo(end.end());
		}
	}

	private void plainWord() {
		int start = this.cursor.at();
		String word = this.cursor.plainWord();
		boolean prefix = this.cursor.at() - start == 1 && this.cursor.isAt("'");
		if (prefix) {
			this.cursor.skipString(word.equals("e"));
			this.before = "'";
		}
		else {
			add(word, start, false);
		}
	}

	private void add(String name, int start, boolean quoted) {
		char next = this.cursor.nextVisible();
		boolean first = (this.before.isEmpty() || this.before.equals(";")) && this.depth == 0;
		this.words.add(new Word(name, start, this.cursor.at(), quoted, this.before.equals("."), next == '.',
				next == '(', this.before.equals("::"), first));
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

}

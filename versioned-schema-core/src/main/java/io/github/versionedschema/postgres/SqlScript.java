package io.github.versionedschema.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.postgresql.core.Parser;

/**
 * Splits user SQL into statements. The driver's own parser does not find the end of a
 * function with a {@code BEGIN ATOMIC} body.
 */
public final class SqlScript {

	private static final Pattern LEADING_COMMENTS = Pattern.compile("\\A(\\s|--[^\\n]*(\\n|\\z)|/\\*.*?\\*/)+",
			Pattern.DOTALL);

	private static final Pattern TRANSACTION_CONTROL = Pattern.compile(
			"\\A(begin|start\\s+transaction|commit|end|rollback(?!\\s+(work\\s+|transaction\\s+)?to\\b)|abort|prepare\\s+transaction)\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final List<Statement> statements = new ArrayList<>();

	private final char[] sql;

	private int start;

	/** The number of open BEGIN ATOMIC and CASE. */
	private int depth;

	/**
	 * The number of open parentheses: a rule may contain a list of statements in them.
	 */
	private int parentheses;

	private String previousWord = "";

	/** Whether a string, a quoted name or a comment is unterminated. */
	private boolean unterminated;

	public SqlScript(String sql) {
		this.sql = sql.toCharArray();
		int at = 0;
		while (at < this.sql.length) {
			int end = skip(at);
			this.unterminated |= end >= this.sql.length;
			at = end + 1;
		}
		add(this.sql.length);
	}

	public List<Statement> statements() {
		return this.statements;
	}

	/**
	 * Whether the script is complete. Text after an incomplete script would be parsed as
	 * part of it.
	 */
	public boolean isComplete() {
		return !this.unterminated && this.parentheses == 0;
	}

	/** Returns the first statement that would end the surrounding transaction. */
	public Optional<String> transactionControl() {
		return this.statements.stream()
			.map((statement) -> withoutLeadingComments(statement.text()))
			.filter((statement) -> TRANSACTION_CONTROL.matcher(statement).matches())
			.findFirst();
	}

	/** Handles the token at a position, and returns its end. */
	private int skip(int at) {
		return switch (this.sql[at]) {
			case '\'' -> Parser.parseSingleQuotes(this.sql, at, true);
			case '"' -> Parser.parseDoubleQuotes(this.sql, at);
			case '-' -> Parser.parseLineComment(this.sql, at);
			case '/' -> Parser.parseBlockComment(this.sql, at);
			case '$' -> Parser.parseDollarQuotes(this.sql, at);
			case '(', ')' -> {
				this.parentheses += (this.sql[at] == '(') ? 1 : -1;
				yield at;
			}
			case ';' -> {
				if (this.depth == 0 && this.parentheses == 0) {
					add(at);
					this.start = at + 1;
				}
				yield at;
			}
			default -> Character.isJavaIdentifierStart(this.sql[at]) ? word(at) : at;
		};
	}

	private int word(int at) {
		int end = at;
		while (end + 1 < this.sql.length && Character.isJavaIdentifierPart(this.sql[end + 1])) {
			end++;
		}
		String word = new String(this.sql, at, end - at + 1);
		if (word.equalsIgnoreCase("atomic") && this.previousWord.equalsIgnoreCase("begin")
				|| word.equalsIgnoreCase("case") && this.depth > 0) {
			this.depth++;
		}
		else if (word.equalsIgnoreCase("end") && this.depth > 0) {
			this.depth--;
		}
		this.previousWord = word;
		// A word may be the prefix of a string, as in E'…'.
		return end;
	}

	private void add(int end) {
		String text = new String(this.sql, this.start, end - this.start);
		if (!withoutLeadingComments(text).isEmpty()) {
			this.statements.add(new Statement(text, this.start));
		}
	}

	private static String withoutLeadingComments(String text) {
		return LEADING_COMMENTS.matcher(text).replaceFirst("").strip();
	}

	/**
	 * A statement.
	 *
	 * @param text the unmodified text, without the semicolon
	 * @param start its position in the script
	 */
	public record Statement(String text, int start) {
	}

}

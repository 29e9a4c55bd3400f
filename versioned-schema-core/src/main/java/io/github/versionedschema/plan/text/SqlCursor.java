package io.github.versionedschema.plan.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in SQL text, which moves past whole strings, comments, numbers and words.
 */
final class SqlCursor {

	private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

	private final String sql;

	private int at;

	SqlCursor(String sql) {
		this.sql = sql;
	}

	int at() {
		return this.at;
	}

	boolean isAtEnd() {
		return this.at >= this.sql.length();
	}

	char next() {
		return this.sql.charAt(this.at);
	}

	boolean isAt(String text) {
		return this.sql.startsWith(text, this.at);
	}

	/** Returns the first character from here that is not a space. */
	char nextVisible() {
		int behind = this.at;
		while (behind < this.sql.length() && Character.isWhitespace(this.sql.charAt(behind))) {
			behind++;
		}
		return (behind < this.sql.length()) ? this.sql.charAt(behind) : ' ';
	}

	String since(int start) {
		return this.sql.substring(start, this.at);
	}

	/** Returns a matcher of the text from here. */
	Matcher matcher(Pattern pattern) {
		return pattern.matcher(this.sql).region(this.at, this.sql.length());
	}

	void moveTo(int position) {
		this.at = position;
	}

	void skip(int characters) {
		this.at += characters;
	}

	/** Moves behind the next occurrence of a text, or to the end. */
	void skipTo(String end, int from) {
		int found = this.sql.indexOf(end, from);
		this.at = (found < 0) ? this.sql.length() : found + end.length();
	}

	void skipString(boolean escapes) {
		this.at++;
		while (!isAtEnd()) {
			char next = this.sql.charAt(this.at++);
			if (escapes && next == '\\') {
				this.at++;
			}
			else if (next == '\'') {
				break;
			}
		}
		this.at = Math.min(this.at, this.sql.length());
	}

	void skipNumber() {
		while (!isAtEnd() && (isWordPart(next()) || next() == '.')) {
			this.at++;
		}
	}

	void skipBlockComment() {
		int depth = 0;
		do {
			if (isAt("/*")) {
				depth++;
				this.at += 2;
			}
			else if (isAt("*/")) {
				depth--;
				this.at += 2;
			}
			else {
				this.at++;
			}
		}
		while (depth > 0 && !isAtEnd());
	}

	/**
	 * Skips a dollar-quoted string, or the dollar if it starts none.
	 * @return whether there was a string
	 */
	boolean skipDollarQuoted() {
		Matcher tag = matcher(DOLLAR_TAG);
		if (tag.lookingAt()) {
			skipTo(tag.group(), tag.end());
			return true;
		}
		this.at++;
		return false;
	}

	/** Returns the quoted identifier that starts here, and moves past it. */
	String quotedName() {
		this.at++;
		StringBuilder name = new StringBuilder();
		while (!isAtEnd()) {
			char next = this.sql.charAt(this.at++);
			if (next != '"') {
				name.append(next);
			}
			else if (!isAtEnd() && next() == '"') {
				name.append('"');
				this.at++;
			}
			else {
				break;
			}
		}
		return name.toString();
	}

	/** Returns the plain word that starts here in lower case, and moves past it. */
	String plainWord() {
		int start = this.at;
		while (!isAtEnd() && isWordPart(next())) {
			this.at++;
		}
		return since(start).toLowerCase(Locale.ROOT);
	}

	private static boolean isWordPart(char character) {
		return Character.isLetterOrDigit(character) || character == '_' || character == '$';
	}

}

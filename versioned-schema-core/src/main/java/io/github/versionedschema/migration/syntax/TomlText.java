package io.github.versionedschema.migration.syntax;

import java.util.Map;

import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.TomlCursor.Unexpected;

/**
 * Reads quoted text. Line breaks become line feeds, so that the checksum of a file does
 * not depend on how it was checked out.
 */
final class TomlText {

	private static final Map<Character, Character> ESCAPES = Map.of('b', '\b', 't', '\t', 'n', '\n', 'f', '\f', 'r',
			'\r', 'e', '\u001B', '"', '"', '\\', '\\');

	private static final Map<Character, Integer> HEX_DIGITS = Map.of('x', 2, 'u', 4, 'U', 8);

	private final TomlCursor cursor;

	TomlText(TomlCursor cursor) {
		this.cursor = cursor;
	}

	boolean isNext() {
		return this.cursor.peek() == '"' || this.cursor.peek() == '\'';
	}

	/** Reads text of one or several lines. */
	String read() {
		Position start = this.cursor.position();
		String quote = String.valueOf(this.cursor.peek());
		String lines = quote.repeat(3);
		return this.cursor.accept(lines) ? severalLines(lines, start) : oneLine(start);
	}

	/** Reads text of one line, as keys are. */
	String readLine() {
		return oneLine(this.cursor.position());
	}

	private String oneLine(Position start) {
		char quote = this.cursor.next();
		StringBuilder text = new StringBuilder();
		while (this.cursor.peek() != quote) {
			if (isEndOfLine()) {
				throw notClosed(start);
			}
			readCharacter(text, quote == '"', false);
		}
		this.cursor.next();
		return text.toString();
	}

	private String severalLines(String quotes, Position start) {
		StringBuilder text = new StringBuilder();
		this.cursor.acceptLineBreak();
		while (!this.cursor.accept(quotes)) {
			if (this.cursor.peek() == TomlCursor.END) {
				throw notClosed(start);
			}
			if (this.cursor.acceptLineBreak()) {
				text.append('\n');
			}
			else {
				readCharacter(text, quotes.charAt(0) == '"', true);
			}
		}
		for (int i = 0; i < 2 && this.cursor.peek() == quotes.charAt(0); i++) {
			text.append(this.cursor.next());
		}
		return text.toString();
	}

	private void readCharacter(StringBuilder text, boolean escapes, boolean severalLines) {
		Position start = this.cursor.position();
		char first = this.cursor.next();
		if (!escapes || first != '\\') {
			text.append(first);
			return;
		}
		if (this.cursor.peek() == TomlCursor.END || (!severalLines && isEndOfLine())) {
			throw this.cursor.unexpected("an escape");
		}
		char escape = this.cursor.next();
		Character character = ESCAPES.get(escape);
		Integer digits = HEX_DIGITS.get(escape);
		if (character != null) {
			text.append(character.charValue());
		}
		else if (digits != null) {
			text.appendCodePoint(codePoint(digits, start));
		}
		else if (!severalLines || !skipLineBreak(escape)) {
			throw new Unexpected(start,
					"'\\%s' is no escape; write a backslash as '\\\\', or the text in single quotes".formatted(escape));
		}
	}

	private int codePoint(int digits, Position start) {
		StringBuilder hex = new StringBuilder();
		while (hex.length() < digits && isHexDigit(this.cursor.peek())) {
			hex.append(this.cursor.next());
		}
		long codePoint = (hex.length() == digits) ? Long.parseLong(hex.toString(), 16) : -1;
		if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT
				|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
			throw new Unexpected(start, "an escape must have %d hexadecimal digits of a character".formatted(digits));
		}
		return (int) codePoint;
	}

	private static boolean isHexDigit(char character) {
		return character < 128 && Character.digit(character, 16) >= 0;
	}

	/** A backslash at the end of a line joins it with the next text. */
	private boolean skipLineBreak(char escape) {
		boolean blank = escape == ' ' || escape == '\t';
		if (blank) {
			this.cursor.skipBlanks();
		}
		boolean broken = escape == '\n' || (escape == '\r' && this.cursor.accept("\n"))
				|| (blank && this.cursor.acceptLineBreak());
		do {
			this.cursor.skipBlanks();
		}
		while (broken && this.cursor.acceptLineBreak());
		return broken;
	}

	private boolean isEndOfLine() {
		char next = this.cursor.peek();
		return next == TomlCursor.END || next == '\n' || next == '\r';
	}

	private static Unexpected notClosed(Position start) {
		return new Unexpected(start, "the text that begins here has no closing quotes");
	}

}

package io.github.versionedschema.migration.syntax;

import java.util.function.IntPredicate;

import io.github.versionedschema.migration.place.Position;

/** Reads the characters of a TOML file, and knows the position of the next one. */
final class TomlCursor {

	/** Returned at the end of the file, as a file contains no such character. */
	static final char END = '\0';

	private final String text;

	private int offset;

	private int line = 1;

	private int startOfLine;

	TomlCursor(String text) {
		this.text = text;
	}

	Position position() {
		return new Position(this.line, this.offset - this.startOfLine + 1);
	}

	/** Returns the next character without reading it. */
	char peek() {
		return (this.offset < this.text.length()) ? this.text.charAt(this.offset) : END;
	}

	char next() {
		char next = peek();
		if (next != END) {
			this.offset++;
		}
		if (next == '\n') {
			this.line++;
			this.startOfLine = this.offset;
		}
		return next;
	}

	/** Reads the given characters if they are next. */
	boolean accept(String expected) {
		if (!this.text.startsWith(expected, this.offset)) {
			return false;
		}
		for (int i = 0; i < expected.length(); i++) {
			next();
		}
		return true;
	}

	void expect(String expected) {
		if (!accept(expected)) {
			throw unexpected("'" + expected + "'");
		}
	}

	/** Reads the characters of a kind, which does not include line breaks. */
	String takeWhile(IntPredicate kind) {
		int start = this.offset;
		while (peek() != END && kind.test(peek())) {
			this.offset++;
		}
		return this.text.substring(start, this.offset);
	}

	void skipBlanks() {
		takeWhile((character) -> character == ' ' || character == '\t');
	}

	/** Skips blanks, comments and line breaks. */
	void skipLines() {
		do {
			skipBlanks();
			skipComment();
		}
		while (acceptLineBreak());
	}

	/** Reads the rest of a line, which may only be a comment. */
	void endLine() {
		skipBlanks();
		skipComment();
		if (peek() != END && !acceptLineBreak()) {
			throw unexpected("the end of the line");
		}
	}

	boolean acceptLineBreak() {
		return accept("\n") || accept("\r\n");
	}

	private void skipComment() {
		if (peek() == '#') {
			takeWhile((character) -> character != '\n' && character != '\r');
		}
	}

	/**
	 * Returns an error at the next character.
	 * @param expected the text that may stand there
	 */
	Unexpected unexpected(String expected) {
		String found = switch (peek()) {
			case END -> "the end of the file";
			case '\n', '\r' -> "the end of the line";
			default -> "'" + Character.toString(this.text.codePointAt(this.offset)) + "'";
		};
		return new Unexpected(position(), "expected " + expected + ", and found " + found);
	}

	/** Thrown when the rest of a file cannot be read. */
	static final class Unexpected extends RuntimeException {

		private final transient Position position;

		Unexpected(Position position, String message) {
			super(message, null, false, false);
			this.position = position;
		}

		Position position() {
			return this.position;
		}

	}

}

package io.github.versionedschema.migration.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.TomlTable.KeyPart;
import io.github.versionedschema.migration.syntax.TomlTable.Origin;
import org.jspecify.annotations.Nullable;

/** Builds content from a TOML file, line by line. */
final class TomlContentReader {

	/** Possessive, so that a long number needs no stack. */
	private static final Pattern NUMBER = Pattern.compile(
			"[+-]?(0|[1-9](_?[0-9])*+)(\\.[0-9](_?[0-9])*+)?([eE][+-]?[0-9](_?[0-9])*+)?|0x[0-9A-Fa-f](_?[0-9A-Fa-f])*+|0o[0-7](_?[0-7])*+|0b[01](_?[01])*+");

	private static final Pattern BOOLEAN = Pattern.compile("true|false");

	private final TomlCursor cursor;

	private final TomlText text;

	private final FileProblems problems;

	private final ContentBuilder builder;

	private final TomlTable root;

	private final TomlTables tables;

	TomlContentReader(String text, FileProblems problems) {
		this.cursor = new TomlCursor(text);
		this.text = new TomlText(this.cursor);
		this.problems = problems;
		this.builder = new ContentBuilder(problems);
		this.root = new TomlTable(Origin.HEADER, this.cursor.position(), 0);
		this.tables = new TomlTables(this.root, this.builder);
	}

	/** Reads the whole file, or returns null if there is nothing in it. */
	@Nullable Content read() {
		TomlTable table = this.root;
		this.cursor.skipLines();
		while (this.cursor.peek() != TomlCursor.END) {
			if (this.cursor.peek() == '[') {
				table = header();
			}
			else {
				keyAndValue(table);
			}
			this.cursor.endLine();
			this.cursor.skipLines();
		}
		return this.root.isEmpty() ? null : this.root.content();
	}

	private TomlTable header() {
		Position position = this.cursor.position();
		this.cursor.expect("[");
		boolean item = this.cursor.accept("[");
		List<KeyPart> keys = keys();
		this.cursor.expect(item ? "]]" : "]");
		return item ? this.tables.item(keys, position) : this.tables.table(keys, position);
	}

	private void keyAndValue(TomlTable table) {
		List<KeyPart> keys = keys();
		this.cursor.expect("=");
		this.cursor.skipBlanks();
		this.tables.put(table, keys, value(table.depth()));
	}

	private List<KeyPart> keys() {
		List<KeyPart> keys = new ArrayList<>();
		do {
			this.cursor.skipBlanks();
			keys.add(key());
			this.cursor.skipBlanks();
		}
		while (this.cursor.accept("."));
		return keys;
	}

	private KeyPart key() {
		Position position = this.cursor.position();
		String name = this.text.isNext() ? this.builder.text(this.text.readLine(), position)
				: this.cursor.takeWhile(TomlContentReader::isOfBareKey);
		if (name.isEmpty() && position.equals(this.cursor.position())) {
			throw this.cursor.unexpected("a key");
		}
		return new KeyPart(name, position);
	}

	private Content value(int depth) {
		Position position = this.cursor.position();
		TomlTable.requireDepth(depth, position);
		if (this.text.isNext()) {
			return new Scalar(position, Kind.TEXT, this.builder.text(this.text.read(), position));
		}
		return switch (this.cursor.peek()) {
			case '[' -> list(depth + 1, position);
			case '{' -> table(new TomlTable(Origin.HEADER, position, depth + 1));
			default -> bare(position);
		};
	}

	private Items list(int depth, Position position) {
		List<Content> items = new ArrayList<>();
		this.cursor.expect("[");
		this.cursor.skipLines();
		while (!this.cursor.accept("]")) {
			items.add(value(depth));
			separator("]");
		}
		return new Items(position, items);
	}

	private Content table(TomlTable table) {
		this.cursor.expect("{");
		this.cursor.skipLines();
		while (!this.cursor.accept("}")) {
			keyAndValue(table);
			separator("}");
		}
		return table.content();
	}

	private void separator(String end) {
		this.cursor.skipLines();
		if (this.cursor.accept(",")) {
			this.cursor.skipLines();
		}
		else if (this.cursor.peek() != end.charAt(0)) {
			throw this.cursor.unexpected("',' or '%s'".formatted(end));
		}
	}

	private Scalar bare(Position position) {
		String value = this.cursor.takeWhile(TomlContentReader::isOfBareValue);
		if (value.isEmpty()) {
			throw this.cursor.unexpected("a value");
		}
		if (BOOLEAN.matcher(value).matches()) {
			return new Scalar(position, Kind.BOOLEAN, value);
		}
		if (NUMBER.matcher(value).matches()) {
			return new Scalar(position, Kind.NUMBER, value);
		}
		this.problems.add(position, "'%s' is not text, a number, true or false".formatted(value),
				"Put it in quotes: \"%s\"".formatted(value));
		return new Scalar(position, Kind.TEXT, value);
	}

	private static boolean isOfBareKey(int character) {
		return isAsciiLetterOrDigit(character) || character == '_' || character == '-';
	}

	/** Includes the characters of dates and times. */
	private static boolean isOfBareValue(int character) {
		return isOfBareKey(character) || character == '+' || character == '.' || character == ':';
	}

	private static boolean isAsciiLetterOrDigit(int character) {
		return character < 128 && Character.isLetterOrDigit(character);
	}

}

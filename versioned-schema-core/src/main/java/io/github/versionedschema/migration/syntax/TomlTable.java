package io.github.versionedschema.migration.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.TomlCursor.Unexpected;
import org.jspecify.annotations.Nullable;

/**
 * A table of a TOML file. Later lines may add to it, which its origin decides.
 */
final class TomlTable {

	/** The same limit as for the other formats. */
	private static final int DEEPEST = 500;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final int depth;

	private Position position;

	private Origin origin;

	TomlTable(Origin origin, Position position, int depth) {
		requireDepth(depth, position);
		this.origin = origin;
		this.position = position;
		this.depth = depth;
	}

	static void requireDepth(int depth, Position position) {
		if (depth > DEEPEST) {
			throw new Unexpected(position, "the nesting is deeper than " + DEEPEST);
		}
	}

	/** Returns a table in this one. */
	TomlTable nested(Origin nestedOrigin, Position nestedPosition) {
		return new TomlTable(nestedOrigin, nestedPosition, this.depth + 1);
	}

	int depth() {
		return this.depth;
	}

	boolean isOf(Origin other) {
		return this.origin == other;
	}

	/** A header gives the table that headers of nested tables implied. */
	void definedAt(Position header) {
		this.origin = Origin.HEADER;
		this.position = header;
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	@Nullable Entry find(String key) {
		return this.entries.get(key);
	}

	/** Adds a value under a key that the table does not have. */
	<V extends Value> V add(KeyPart key, V value) {
		this.entries.put(key.name(), new Entry(key.position(), value));
		return value;
	}

	Fields content() {
		return new Fields(this.position, this.entries.entrySet()
			.stream()
			.map((entry) -> new Field(entry.getKey(), entry.getValue().position(), entry.getValue().value().content()))
			.toList());
	}

	/** What created a table. */
	enum Origin {

		/** The header of a nested table. */
		IMPLIED,

		/** Its own header, or braces. */
		HEADER,

		/** A dotted key. */
		DOTTED

	}

	/** A key, or one part of a dotted key. */
	record KeyPart(String name, Position position) {

	}

	/** A value, and the position of its key. */
	record Entry(Position position, Value value) {

	}

	/** A value of a table. */
	sealed interface Value {

		Content content();

	}

	/** A value to which no line can add. */
	record Complete(Content content) implements Value {

	}

	/** A table to which lines can add. */
	record Open(TomlTable table) implements Value {

		@Override
		public Content content() {
			return this.table.content();
		}

	}

	/** A list of tables, each with a header of its own. */
	record OpenList(Position position, List<TomlTable> tables) implements Value {

		OpenList(Position position) {
			this(position, new ArrayList<>());
		}

		TomlTable last() {
			return this.tables.get(this.tables.size() - 1);
		}

		@Override
		public Content content() {
			return new Items(this.position, this.tables.stream().<Content>map(TomlTable::content).toList());
		}

	}

}

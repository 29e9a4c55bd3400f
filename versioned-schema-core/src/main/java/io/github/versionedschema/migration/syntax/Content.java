package io.github.versionedschema.migration.syntax;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a file in any format, with the position of every key and value.
 */
public sealed interface Content {

	Position position();

	/** Returns its kind as readable text. */
	String describe();

	JsonNode toJson();

	/**
	 * An object. Its keys are distinct: the parser has reported and dropped duplicates.
	 */
	record Fields(Position position, List<Field> fields) implements Content {

		public Fields {
			fields = List.copyOf(fields);
		}

		public @Nullable Field find(String key) {
			return this.fields.stream().filter((field) -> field.key().equals(key)).findFirst().orElse(null);
		}

		public Fields with(Field field) {
			return new Fields(this.position, Stream.concat(this.fields.stream(), Stream.of(field)).toList());
		}

		public Fields without(String key) {
			return new Fields(this.position, this.fields.stream().filter((field) -> !field.key().equals(key)).toList());
		}

		@Override
		public String describe() {
			return "an object";
		}

		@Override
		public ObjectNode toJson() {
			ObjectNode node = JsonNodeFactory.instance.objectNode();
			this.fields.forEach((field) -> node.set(field.key(), field.value().toJson()));
			return node;
		}

	}

	/** A key of an object, and its value. */
	record Field(String key, Position position, Content value) {

		public Field withValue(Content other) {
			return new Field(this.key, this.position, other);
		}

	}

	/** A list. */
	record Items(Position position, List<Content> items) implements Content {

		public Items {
			items = List.copyOf(items);
		}

		@Override
		public String describe() {
			return "a list";
		}

		@Override
		public ArrayNode toJson() {
			ArrayNode node = JsonNodeFactory.instance.arrayNode();
			this.items.forEach((item) -> node.add(item.toJson()));
			return node;
		}

	}

	/** A scalar value. */
	record Scalar(Position position, Kind kind, String text) implements Content {

		@Override
		public String describe() {
			return switch (this.kind) {
				case TEXT -> "text";
				case NUMBER -> "the number " + this.text;
				case BOOLEAN -> this.text;
				case NULL -> "null";
				case EMPTY -> "empty";
			};
		}

		@Override
		public JsonNode toJson() {
			return switch (this.kind) {
				// A number keeps its notation, as 1.50 and 1.5 are different in SQL.
				case TEXT, NUMBER -> JsonNodeFactory.instance.stringNode(this.text);
				case BOOLEAN -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(this.text));
				case NULL, EMPTY -> JsonNodeFactory.instance.nullNode();
			};
		}

		public boolean isNull() {
			return this.kind == Kind.NULL || this.kind == Kind.EMPTY;
		}

		public enum Kind {

			TEXT, NUMBER, BOOLEAN,

			/** An explicit null. */
			NULL,

			/** A missing value, as YAML allows. */
			EMPTY

		}

	}

}

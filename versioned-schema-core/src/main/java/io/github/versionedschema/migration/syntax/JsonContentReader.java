package io.github.versionedschema.migration.syntax;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.Content.Scalar;

/**
 * Builds content from Jackson's tokens. Jackson's own tree has no positions, and keeps
 * the last of duplicate keys.
 */
final class JsonContentReader {

	private final JsonParser parser;

	private final ContentBuilder builder;

	JsonContentReader(JsonParser parser, FileProblems problems) {
		this.parser = parser;
		this.builder = new ContentBuilder(problems);
	}

	/** Reads the whole file, or returns null if there is nothing in it. */
	@Nullable Content read() {
		if (this.parser.nextToken() == null) {
			return null;
		}
		Content content = value();
		if (this.parser.nextToken() != null) {
			this.builder.secondDocument(position());
		}
		return content;
	}

	private Content value() {
		Position position = position();
		JsonToken token = this.parser.currentToken();
		return switch (token) {
			case START_OBJECT -> object(position);
			case START_ARRAY -> array(position);
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(position, Kind.NUMBER, this.parser.getString());
			case VALUE_TRUE, VALUE_FALSE -> new Scalar(position, Kind.BOOLEAN, token.asString());
			case VALUE_NULL -> new Scalar(position, Kind.NULL, token.asString());
			default -> new Scalar(position, Kind.TEXT, this.builder.text(this.parser.getString(), position));
		};
	}

	private Fields object(Position position) {
		List<Field> fields = new ArrayList<>();
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			Position keyPosition = position();
			String key = this.builder.text(this.parser.currentName(), keyPosition);
			this.parser.nextToken();
			fields.add(new Field(key, keyPosition, value()));
		}
		return this.builder.object(position, fields);
	}

	private Items array(Position position) {
		List<Content> items = new ArrayList<>();
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			items.add(value());
		}
		return new Items(position, items);
	}

	private Position position() {
		TokenStreamLocation location = this.parser.currentTokenLocation();
		return new Position(location.getLineNr(), location.getColumnNr());
	}

}

package io.github.versionedschema.migration;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

import io.github.versionedschema.migration.Content.Field;
import io.github.versionedschema.migration.Content.Fields;
import io.github.versionedschema.migration.Content.Items;
import io.github.versionedschema.migration.Content.Scalar;
import io.github.versionedschema.migration.Content.Scalar.Kind;

/**
 * Builds the content of a file from Jackson's tokens. Jackson's own tree has no places,
 * and keeps the last of two equal keys.
 */
class ContentReader {

	private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

	private final JsonParser parser;

	private final FileProblems problems;

	ContentReader(JsonParser parser, FileProblems problems) {
		this.parser = parser;
		this.problems = problems;
	}

	/** Reads the whole file, or returns null if there is nothing in it. */
	final @Nullable Content read() {
		if (this.parser.nextToken() == null) {
			return null;
		}
		Content content = value();
		if (this.parser.nextToken() != null) {
			this.problems.add(position(), "there is a second document", "Write one migration per file");
		}
		return content;
	}

	/** Reads the value that starts at the current token. */
	Content value() {
		Position position = position();
		JsonToken token = this.parser.currentToken();
		return switch (token) {
			case START_OBJECT -> object(position);
			case START_ARRAY -> array(position);
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(position, Kind.NUMBER, this.parser.getString());
			case VALUE_TRUE, VALUE_FALSE -> new Scalar(position, Kind.BOOLEAN, token.asString());
			case VALUE_NULL -> nothing(position);
			default -> new Scalar(position, Kind.TEXT, storable(this.parser.getString(), position));
		};
	}

	Content nothing(Position position) {
		return new Scalar(position, Kind.NULL, "null");
	}

	private Fields object(Position position) {
		Map<String, Field> fields = new LinkedHashMap<>();
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			Position keyPosition = position();
			String key = storable(this.parser.currentName(), keyPosition);
			this.parser.nextToken();
			Field first = fields.putIfAbsent(key, new Field(key, keyPosition, value()));
			if (first != null) {
				this.problems.add(keyPosition,
						"the key '%s' is given twice, first in line %d".formatted(key, first.position().line()), null);
			}
		}
		return new Fields(position, List.copyOf(fields.values()));
	}

	private Items array(Position position) {
		List<Content> items = new ArrayList<>();
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			items.add(value());
		}
		return new Items(position, items);
	}

	private String storable(String text, Position position) {
		if (text.indexOf('\0') >= 0) {
			this.problems.add(position, "the text contains a NUL character, which PostgreSQL cannot store", null);
		}
		else if (!this.encoder.canEncode(text)) {
			this.problems.add(position, "the text contains half of a surrogate pair, which is not a character", null);
		}
		return text;
	}

	final Position position() {
		TokenStreamLocation location = this.parser.currentTokenLocation();
		return new Position(location.getLineNr(), location.getColumnNr());
	}

}

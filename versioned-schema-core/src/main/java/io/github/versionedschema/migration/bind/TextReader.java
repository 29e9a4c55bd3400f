package io.github.versionedschema.migration.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a blank text as an absent one. The content, and with it the checksum, keeps it.
 */
final class TextReader extends StdDeserializer<String> {

	TextReader() {
		super(String.class);
	}

	@Override
	public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
		String text = parser.getString();
		return text.isBlank() ? null : text;
	}

}

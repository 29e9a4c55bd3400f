package io.github.versionedschema.migration.model;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Distinguishes an absent key from a {@code null} value. */
final class ChangeReader extends StdDeserializer<Change> {

	ChangeReader() {
		super(Change.class);
	}

	@Override
	public Change deserialize(JsonParser parser, DeserializationContext context) {
		return Change.to(parser.getString());
	}

	@Override
	public Change getNullValue(DeserializationContext context) {
		return Change.drop();
	}

	@Override
	public Change getAbsentValue(DeserializationContext context) {
		return Change.absent();
	}

}

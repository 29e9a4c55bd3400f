package io.github.versionedschema.migration.bind;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.model.IndexField;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the columns of an index in any of the three supported forms: a list of objects, a
 * map from column to options, or a list of names. The order is kept. For a component of
 * type {@code List<IndexField>}, as {@code @JsonDeserialize(using =
 * IndexFieldsReader.class)}.
 */
public final class IndexFieldsReader extends StdDeserializer<List<IndexField>> {

	public IndexFieldsReader() {
		super(List.class);
	}

	@Override
	public List<IndexField> deserialize(JsonParser parser, DeserializationContext context) {
		JsonNode columns = context.readTree(parser);
		List<IndexField> fields = new ArrayList<>();
		if (columns.isObject()) {
			columns.properties().forEach((entry) -> fields.add(field(entry.getKey(), entry.getValue(), context)));
		}
		else {
			columns.forEach((column) -> fields.add(column.isString() ? field(column.stringValue(), column, context)
					: context.readTreeAsValue(column, IndexField.class)));
		}
		return List.copyOf(fields);
	}

	private IndexField field(String name, JsonNode options, DeserializationContext context) {
		ObjectNode field = context.getNodeFactory().objectNode();
		if (options instanceof ObjectNode object) {
			field.setAll(object);
		}
		field.put("column", name);
		return context.readTreeAsValue(field, IndexField.class);
	}

}

package io.github.versionedschema.attributes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.versionedschema.cases.AttributePaths;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The attributes of operations, in the published JSON schema, which equals the records
 * that files are bound to.
 */
final class FormatAttributes {

	private static final String SCHEMA = "META-INF/versioned-schema/migration.schema.json";

	private final Set<String> paths = new TreeSet<>();

	private final JsonNode definitions;

	private FormatAttributes(JsonNode definitions) {
		this.definitions = definitions;
	}

	/** Returns the paths of all attributes. */
	static Set<String> all() {
		try {
			JsonNode schema = new JsonMapper().readTree(new ClassPathResource(SCHEMA).getContentAsByteArray());
			FormatAttributes attributes = new FormatAttributes(schema.get("$defs"));
			for (Map.Entry<String, JsonNode> operation : schema.at("/$defs/operation/properties").properties()) {
				attributes.add(operation.getKey(), operation.getValue());
			}
			return attributes.paths;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void add(String path, JsonNode schema) {
		if (schema.has("$ref")) {
			String reference = schema.get("$ref").asString();
			add(path, this.definitions.get(reference.substring(reference.lastIndexOf('/') + 1)));
		}
		schema.path("anyOf").forEach((alternative) -> add(path, alternative));
		if (schema.has("items")) {
			add(path, schema.get("items"));
		}
		for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
			String attribute = AttributePaths.within(path, property.getKey());
			this.paths.add(attribute);
			add(attribute, property.getValue());
		}
	}

}

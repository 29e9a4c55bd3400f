package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.github.versionedschema.migration.syntax.Content;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes the checksum of a migration's content: SHA-256 over its JSON with sorted keys
 * and without white space. Histories of existing databases contain it, so it must never
 * change for the same content.
 */
final class Checksum {

	private final JsonMapper mapper = JsonMapper.builder().build();

	String of(Content content) {
		byte[] canonical = this.mapper.writeValueAsString(sorted(content.toJson())).getBytes(StandardCharsets.UTF_8);
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private JsonNode sorted(JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode sorted = JsonNodeFactory.instance.objectNode();
			object.propertyNames().stream().sorted().forEach((key) -> sorted.set(key, sorted(object.get(key))));
			return sorted;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
			array.forEach((item) -> sorted.add(sorted(item)));
			return sorted;
		}
		return node;
	}

}

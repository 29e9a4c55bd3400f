package io.github.versionedschema.autoconfigure.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration metadata that the build of this module writes.
 *
 * @param content its JSON
 */
public record ConfigurationMetadata(JsonNode content) {

	/** Prefix of the library's own properties. */
	public static final String PREFIX = "versioned-schema.";

	/** Reads it from the class path. */
	public static ConfigurationMetadata read() {
		try (InputStream content = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				VersionedSchemaProperties.class.getClassLoader())
			.getInputStream()) {
			return new ConfigurationMetadata(JsonMapper.shared().readTree(content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns all properties, by name. */
	public List<Property> properties() {
		return this.content.get("properties")
			.valueStream()
			.map(Property::new)
			.sorted(Comparator.comparing(Property::name))
			.toList();
	}

	/**
	 * A property.
	 *
	 * @param content its JSON
	 */
	public record Property(JsonNode content) {

		/** Returns its full name. */
		public String name() {
			return this.content.get("name").asString();
		}

		/** Returns its name without the library's prefix, if it has it. */
		public String shortName() {
			return name().startsWith(PREFIX) ? name().substring(PREFIX.length()) : name();
		}

		/** Returns its description, or an empty text. */
		public String description() {
			return this.content.has("description") ? this.content.get("description").asString() : "";
		}

		/** Returns its default, or an empty text; elements of a list with commas. */
		public String defaultValue() {
			JsonNode value = this.content.get("defaultValue");
			if (value == null) {
				return "";
			}
			return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
					: value.asString();
		}

	}

}

package io.github.versionedschema.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the configuration metadata and the README describe all properties.
 */
class ConfigurationMetadataTests {

	private static final String PREFIX = "versioned-schema";

	/**
	 * The description of each of these properties states the behavior if it is not set.
	 */
	private static final List<String> WITHOUT_DEFAULT = List.of("application-role", "baseline.version", "command",
			"complete.to", "datasource.driver-class-name", "datasource.password", "datasource.properties",
			"datasource.url", "datasource.username", "expand.wait-timeout", "pin", "step", "version");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private final JsonNode metadata = metadata();

	private static JsonNode metadata() {
		try (InputStream content = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				VersionedSchemaProperties.class.getClassLoader())
			.getInputStream()) {
			return JsonMapper.shared().readTree(content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the library's properties in the metadata, by their names without the
	 * prefix.
	 */
	private Map<String, JsonNode> properties() {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (JsonNode property : this.metadata.get("properties")) {
			String name = property.get("name").asString();
			if (name.startsWith(PREFIX + ".")) {
				properties.put(name.substring(PREFIX.length() + 1), property);
			}
		}
		return properties;
	}

	/**
	 * Returns the names of the bound properties, without the prefix, and their defaults.
	 */
	private static Map<String, String> components(Class<?> type, String prefix) {
		Map<String, String> components = new TreeMap<>();
		Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
		for (int i = 0; i < parameters.length; i++) {
			RecordComponent component = type.getRecordComponents()[i];
			String name = prefix
					+ ConfigurationPropertyName.adapt(component.getName().replaceAll("([A-Z])", "-$1"), '.');
			if (component.getType().isRecord()) {
				components.putAll(components(component.getType(), name + "."));
			}
			else {
				components.put(name, defaultOf(parameters[i]));
			}
		}
		return components;
	}

	private static String defaultOf(Parameter parameter) {
		DefaultValue value = parameter.getAnnotation(DefaultValue.class);
		return (value != null) ? String.join(",", value.value()) : "";
	}

	private static String defaultOf(JsonNode property) {
		JsonNode value = property.get("defaultValue");
		if (value == null) {
			return "";
		}
		return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
				: value.asString();
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(properties().keySet()).isEqualTo(components(VersionedSchemaProperties.class, "").keySet());
		assertThat(properties().values()).allSatisfy((property) -> {
			assertThat(property.has("description")).as("%s", property).isTrue();
			assertThat(property.get("description").asString()).hasSizeGreaterThan(10);
		});
	}

	@Test
	void everyPropertyTellsItsDefault() {
		Map<String, String> defaults = new TreeMap<>();
		properties().forEach((name, property) -> defaults.put(name, defaultOf(property)));
		assertThat(defaults).isEqualTo(components(VersionedSchemaProperties.class, ""));
		assertThat(defaults.entrySet().stream().filter((entry) -> entry.getValue().isEmpty()).map(Map.Entry::getKey))
			.containsExactlyElementsOf(WITHOUT_DEFAULT);
	}

	@Test
	void everyEndpointPropertyIsDescribedAndHasADefault() {
		assertThat(this.metadata.get("properties")).allSatisfy((property) -> {
			if (!property.get("name").asString().startsWith(PREFIX)) {
				assertThat(property.has("description")).as("%s", property).isTrue();
				assertThat(property.has("defaultValue")).as("%s", property).isTrue();
			}
		});
	}

	@Test
	void whatCanBeChosenIsProposed() {
		assertThat(proposed("command")).containsExactly("status", "validate", "plan", "expand", "complete", "revert",
				"contract", "abort", "verify", "fill", "skip", "baseline");
		assertThat(proposed("output")).containsExactly("text", "json");
	}

	private List<String> proposed(String property) {
		return this.metadata.get("hints")
			.valueStream()
			.filter((hint) -> hint.get("name").asString().equals(PREFIX + "." + property))
			.flatMap((hint) -> hint.get("values").valueStream())
			.map((value) -> value.get("value").asString())
			.toList();
	}

	@Test
	void theReadmeListsEveryPropertyWithItsDefault() throws IOException {
		Map<String, String> listed = new TreeMap<>();
		readme().forEach((row) -> {
			String[] cells = row.split("\\|");
			String value = codes(cells[2]).collect(Collectors.joining(","));
			names(cells[1]).forEach((name) -> listed.put(name, value));
		});
		Map<String, String> defaults = components(VersionedSchemaProperties.class, "");
		assertThat(new TreeSet<>(listed.keySet())).isEqualTo(defaults.keySet());
		assertThat(listed).isEqualTo(defaults);
	}

	/** Returns the rows of the README's table of properties. */
	private static Stream<String> readme() throws IOException {
		String text = Files.readString(Path.of("../README.md"));
		String section = text.substring(text.indexOf("## Properties"), text.indexOf("## Endpoint"));
		return section.lines().filter((line) -> line.startsWith("| `"));
	}

	/**
	 * Returns the names in a cell; a name that begins with a dot continues the previous
	 * one.
	 */
	private static List<String> names(String cell) {
		String[] parent = { "" };
		return codes(cell).map((name) -> {
			String full = name.startsWith(".") ? parent[0] + name : name;
			parent[0] = full.substring(0, Math.max(0, full.lastIndexOf('.')));
			return full;
		}).toList();
	}

	private static Stream<String> codes(String cell) {
		return CODE.matcher(cell).results().map((MatchResult result) -> Objects.requireNonNull(result.group(1)));
	}

}

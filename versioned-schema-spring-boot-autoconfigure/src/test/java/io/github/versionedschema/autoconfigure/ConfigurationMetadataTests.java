package io.github.versionedschema.autoconfigure;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.autoconfigure.support.ConfigurationMetadata;
import io.github.versionedschema.autoconfigure.support.ConfigurationMetadata.Property;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the configuration metadata describes all properties.
 */
class ConfigurationMetadataTests {

	/**
	 * The description of each of these properties states the behavior if it is not set.
	 */
	private static final List<String> WITHOUT_DEFAULT = List.of("application-role", "baseline.file", "baseline.version",
			"command", "complete.to", "datasource.driver-class-name", "datasource.password", "datasource.properties",
			"datasource.url", "datasource.username", "expand.wait-timeout", "for-schema", "pin", "schemas", "step",
			"version");

	private final ConfigurationMetadata metadata = ConfigurationMetadata.read();

	/**
	 * Returns the library's properties in the metadata, by their names without the
	 * prefix.
	 */
	private Map<String, Property> properties() {
		return this.metadata.properties()
			.stream()
			.filter((property) -> property.name().startsWith(ConfigurationMetadata.PREFIX))
			.collect(Collectors.toMap(Property::shortName, Function.identity(), (one, other) -> one, TreeMap::new));
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

	@Test
	void everyPropertyIsDescribed() {
		assertThat(properties().keySet()).isEqualTo(components(VersionedSchemaProperties.class, "").keySet());
		assertThat(properties().values())
			.allSatisfy((property) -> assertThat(property.description()).hasSizeGreaterThan(10));
	}

	@Test
	void everyPropertyTellsItsDefault() {
		Map<String, String> defaults = new TreeMap<>();
		properties().forEach((name, property) -> defaults.put(name, property.defaultValue()));
		assertThat(defaults).isEqualTo(components(VersionedSchemaProperties.class, ""));
		assertThat(defaults.entrySet().stream().filter((entry) -> entry.getValue().isEmpty()).map(Map.Entry::getKey))
			.containsExactlyElementsOf(WITHOUT_DEFAULT);
	}

	@Test
	void everyEndpointPropertyIsDescribedAndHasADefault() {
		assertThat(this.metadata.properties())
			.filteredOn((property) -> !property.name().startsWith(ConfigurationMetadata.PREFIX))
			.isNotEmpty()
			.allSatisfy((property) -> {
				assertThat(property.description()).isNotEmpty();
				assertThat(property.defaultValue()).isNotEmpty();
			});
	}

	@Test
	void whatCanBeChosenIsProposed() {
		assertThat(proposed("command")).containsExactly("status", "validate", "plan", "expand", "complete", "revert",
				"contract", "abort", "verify", "fill", "skip", "baseline", "write-baseline");
		assertThat(proposed("output")).containsExactly("text", "json");
	}

	private List<String> proposed(String property) {
		return this.metadata.content()
			.get("hints")
			.valueStream()
			.filter((hint) -> hint.get("name").asString().equals(ConfigurationMetadata.PREFIX + property))
			.flatMap((hint) -> hint.get("values").valueStream())
			.map((value) -> value.get("value").asString())
			.toList();
	}

}

package io.github.versionedschema.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.schemas.SchemaFoundation;
import io.github.versionedschema.autoconfigure.schemas.SeveralSchemasException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Names of the schemas that the application's properties configure.
 *
 * @param names in the order in which the schemas are expanded
 */
record ConfiguredSchemas(List<String> names) {

	private static final String PREFIX = "versioned-schema";

	/** Properties that say which schema the default one is. */
	private static final List<String> OF_DEFAULT = List.of("schema", "locations", "pin");

	/**
	 * Reads the names from the environment, before any bean exists.
	 * @throws SeveralSchemasException if a name cannot be used
	 */
	static ConfiguredSchemas in(Environment environment) {
		Map<String, NamedSchemaProperties> named = new TreeMap<>(Binder.get(environment)
			.bind(PREFIX + ".schemas", Bindable.mapOf(String.class, NamedSchemaProperties.class))
			.orElse(Map.of()));
		if (named.containsKey(SchemaFoundation.DEFAULT)) {
			throw new SeveralSchemasException(
					"A schema in versioned-schema.schemas has the name \"%s\", which the schema of versioned-schema.schema has."
						.formatted(SchemaFoundation.DEFAULT),
					"Give it another name.");
		}
		boolean withDefault = named.isEmpty() || setsDefault(environment);
		return new ConfiguredSchemas(
				Stream.concat(withDefault ? Stream.of(SchemaFoundation.DEFAULT) : Stream.of(), named.keySet().stream())
					.toList());
	}

	private static boolean setsDefault(Environment environment) {
		Binder binder = Binder.get(environment);
		return OF_DEFAULT.stream()
			.anyMatch((name) -> !binder.bind(PREFIX + "." + name, Bindable.listOf(String.class))
				.orElse(List.of())
				.isEmpty());
	}

	/** Returns the names without the default one. */
	List<String> named() {
		return this.names.stream().filter((name) -> !name.equals(SchemaFoundation.DEFAULT)).toList();
	}

	/** Returns whether there is a schema of {@code versioned-schema.schema}. */
	boolean hasDefault() {
		return this.names.contains(SchemaFoundation.DEFAULT);
	}

}

package io.github.versionedschema.cases;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.reshape.ReshapeActions;
import tools.jackson.databind.JsonNode;

/**
 * The keys of Reshape's actions, as paths such as {@code add_column.column.name}.
 */
public final class ReshapeKeys {

	private final Set<String> paths = new TreeSet<>();

	private ReshapeKeys() {
	}

	/** Returns the paths of all keys that actions may have. */
	public static Set<String> all() {
		ReshapeKeys keys = new ReshapeKeys();
		ReshapeActions.records().forEach((action) -> keys.add(snakeCase(action.getSimpleName()), action));
		return keys.paths;
	}

	/**
	 * Returns the paths of the keys that actions have.
	 * @param actions the actions
	 */
	public static Set<String> of(JsonNode actions) {
		ReshapeKeys keys = new ReshapeKeys();
		for (JsonNode action : actions) {
			keys.add(action.get("type").asString(), action);
		}
		return keys.paths;
	}

	private void add(String path, Type type) {
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			add(path, arguments[arguments.length - 1]);
		}
		else if (type instanceof Class<?> plain && plain.isRecord()) {
			for (RecordComponent component : plain.getRecordComponents()) {
				String key = path + "." + key(component);
				this.paths.add(key);
				add(key, component.getGenericType());
			}
		}
	}

	private static String key(RecordComponent component) {
		JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
		return (given != null) ? given.value() : snakeCase(component.getName());
	}

	private static String snakeCase(String name) {
		return name.replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

	private void add(String path, JsonNode value) {
		value.forEach((item) -> {
			if (value.isArray()) {
				add(path, item);
			}
		});
		value.properties().forEach((field) -> {
			String key = path + "." + field.getKey();
			this.paths.add(key);
			add(key, field.getValue());
		});
	}

}

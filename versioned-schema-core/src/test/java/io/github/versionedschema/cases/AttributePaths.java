package io.github.versionedschema.cases;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The paths of attributes of operations, such as {@code add_column.column.name}. An
 * attribute that all operations have is one path.
 */
public final class AttributePaths {

	/** Attributes that all operations have. */
	private static final Set<String> COMMON = Set.of("description", "acknowledge", "reason", "lock_timeout", "batch");

	private AttributePaths() {
	}

	/**
	 * Returns the paths of all attributes that have a value.
	 * @param operations operations as YAML
	 * @return the paths
	 */
	public static Set<String> of(String operations) {
		Set<String> paths = new TreeSet<>();
		for (Object operation : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(operations)) {
			((Map<?, ?>) operation).forEach((key, value) -> collect(String.valueOf(key), value, paths));
		}
		return paths;
	}

	/**
	 * Returns the keys of operations.
	 * @param operations operations as YAML
	 * @return the keys, each once
	 */
	static Set<String> operations(String operations) {
		Set<String> keys = new TreeSet<>();
		for (Object operation : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(operations)) {
			((Map<?, ?>) operation).keySet().forEach((key) -> keys.add(String.valueOf(key)));
		}
		return keys;
	}

	private static void collect(String path, Object value, Set<String> paths) {
		if (value instanceof List<?> list) {
			list.forEach((item) -> collect(path, item, paths));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, inner) -> {
				String attribute = within(path, String.valueOf(key));
				paths.add(attribute);
				collect(attribute, inner, paths);
			});
		}
	}

	/**
	 * Returns the path of an attribute within another.
	 * @param parent the path of an operation or an attribute
	 * @param key the attribute's key
	 * @return the path
	 */
	public static String within(String parent, String key) {
		return (!parent.contains(".") && COMMON.contains(key)) ? key : parent + "." + key;
	}

}

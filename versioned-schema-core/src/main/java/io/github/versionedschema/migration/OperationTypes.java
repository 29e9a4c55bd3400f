package io.github.versionedschema.migration;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The operations that files may contain. An operation's content is bound to the record
 * class that is registered for its key.
 *
 * @param byKey the record class for each key, such as {@code add_column}
 */
public record OperationTypes(Map<String, Class<? extends Operation>> byKey) {

	public OperationTypes {
		byKey.forEach((key, type) -> {
			if (!type.isRecord()) {
				throw new IllegalArgumentException(
						"The operation %s is bound to %s, which is not a record".formatted(key, type.getName()));
			}
		});
		byKey = Collections.unmodifiableMap(new TreeMap<>(byKey));
	}

	/**
	 * Returns the record class of a key.
	 * @param key the key in the file
	 * @return its class, or {@code null} if no operation has that key
	 */
	public @Nullable Class<? extends Operation> type(String key) {
		return this.byKey.get(key);
	}

	/**
	 * Returns all keys, in alphabetical order.
	 * @return the keys that files may use
	 */
	public Set<String> keys() {
		return this.byKey.keySet();
	}

}

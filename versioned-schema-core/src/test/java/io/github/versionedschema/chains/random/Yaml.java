package io.github.versionedschema.chains.random;

import org.jspecify.annotations.Nullable;

/**
 * Writes values in YAML.
 */
final class Yaml {

	private Yaml() {
	}

	static String quoted(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	static String byDefault(@Nullable String sql) {
		return (sql != null) ? ", default: " + quoted(sql) : "";
	}

}

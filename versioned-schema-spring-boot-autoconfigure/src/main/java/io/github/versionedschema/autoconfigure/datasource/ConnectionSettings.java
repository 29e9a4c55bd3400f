package io.github.versionedschema.autoconfigure.datasource;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Checks the settings of a DataSource that affect the {@code search_path} of its
 * connections.
 *
 * @param beanName name of the DataSource's bean
 */
record ConnectionSettings(String beanName) {

	private static final String ADVICE = "Remove this setting: the search_path selects the application's version. Set "
			+ "versioned-schema.schema to the base schema, and add further schemas with a SearchPathCustomizer bean.";

	/**
	 * Refuses connection properties that set the {@code search_path}.
	 */
	void checkProperties(Map<?, ?> properties) {
		if (properties.containsKey("currentSchema")) {
			throw unpinnable("its connection property currentSchema sets the search_path");
		}
		if (mentionsPath(properties.get("options"))) {
			throw unpinnable("its connection property options sets the search_path");
		}
	}

	/**
	 * Refuses SQL for new connections that sets the {@code search_path}.
	 */
	void checkInitSql(@Nullable Object sql) {
		if (mentionsPath(sql)) {
			throw unpinnable("its SQL for new connections sets the search_path");
		}
	}

	/**
	 * Refuses a schema that the pool would set on each connection.
	 */
	void checkSchema(@Nullable String schema) {
		if (StringUtils.hasText(schema)) {
			throw unpinnable("it sets the schema of its connections to \"%s\"".formatted(schema));
		}
	}

	private UnpinnableDataSourceException unpinnable(String reason) {
		return new UnpinnableDataSourceException(this.beanName, reason, ADVICE);
	}

	private static boolean mentionsPath(@Nullable Object text) {
		return text != null && text.toString().toLowerCase(Locale.ROOT).contains("search_path");
	}

	/**
	 * Copies connection properties and adds credentials that they do not contain.
	 */
	static Properties properties(Map<?, ?> connectionProperties, @Nullable String username, @Nullable String password) {
		Properties properties = new Properties();
		connectionProperties.forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
		if (StringUtils.hasText(username)) {
			properties.putIfAbsent("user", username);
		}
		if (password != null) {
			properties.putIfAbsent("password", password);
		}
		return properties;
	}

}

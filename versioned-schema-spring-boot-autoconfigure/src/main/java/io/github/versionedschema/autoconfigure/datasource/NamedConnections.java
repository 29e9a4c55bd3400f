package io.github.versionedschema.autoconfigure.datasource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Sets {@code application_name} on connections, so that an operator can identify blocking
 * sessions. A name in the URL or in the pool's properties takes precedence.
 *
 * @param connections whose sessions get the name
 * @param name the application's name, or null
 */
record NamedConnections(PhysicalConnections connections, @Nullable String name) implements PhysicalConnections {

	/** Maximum length that the server keeps. */
	private static final int MOST_BYTES = 63;

	@Override
	public Connection open(Properties properties) throws SQLException {
		if (!StringUtils.hasText(this.name)) {
			return this.connections.open(properties);
		}
		Properties named = new Properties();
		named.putAll(properties);
		named.putIfAbsent(APPLICATION_NAME, shortened(this.name));
		return this.connections.open(named);
	}

	private static String shortened(String name) {
		int end = name.length();
		while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
			end = name.offsetByCodePoints(end, -1);
		}
		return name.substring(0, end);
	}

}

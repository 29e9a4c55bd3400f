package io.github.versionedschema.autoconfigure.datasource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Connections that carry the application's name, so that an operator sees whose sessions
 * are in the way. A name in the URL or among the pool's properties is kept.
 *
 * @param connections that are named
 * @param name the application's name, or null
 */
record NamedConnections(PhysicalConnections connections, @Nullable String name) implements PhysicalConnections {

	/** What the server keeps of a name. */
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

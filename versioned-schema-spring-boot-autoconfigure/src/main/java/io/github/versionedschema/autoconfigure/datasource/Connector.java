package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;

/**
 * Connects as a pool does, with its current credentials and driver settings, for example
 * TLS settings.
 */
@FunctionalInterface
interface Connector {

	/**
	 * Returns a factory of connections to a server.
	 * @param url JDBC URL of the server, or null for the URL of the pool
	 */
	PhysicalConnections to(@Nullable String url);

}

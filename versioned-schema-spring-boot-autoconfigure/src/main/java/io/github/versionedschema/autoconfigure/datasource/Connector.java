package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;

/**
 * Connects as a pool does: with its credentials of the moment, and its settings of the
 * driver, such as those of TLS.
 */
@FunctionalInterface
interface Connector {

	/**
	 * Returns connections to a server.
	 * @param url where to, or null for where the pool leads
	 */
	PhysicalConnections to(@Nullable String url);

}

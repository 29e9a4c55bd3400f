package io.github.versionedschema.autoconfigure.datasource;

import java.time.Duration;

import javax.sql.DataSource;

import io.github.versionedschema.session.PhysicalConnections;

/**
 * A pool whose physical connections can be opened by somebody else.
 */
interface Pool {

	/** How long callers of a fenced pool wait. */
	Duration FENCED_WAIT = Duration.ofMillis(250);

	/**
	 * Opens connections as the pool would have: to no version.
	 * @throws UnpinnableDataSourceException if the pool's configuration does not tell how
	 */
	PhysicalConnections connections();

	/**
	 * Lets the pool take its connections from there.
	 * @throws UnpinnableDataSourceException if it already has connections, or its
	 * configuration would take them away from their version
	 */
	void pin(DataSource dataSource);

	/**
	 * Lets callers fail within a fraction of a second, as there will be no connection.
	 */
	void fence();

	/**
	 * Returns whether a DataSource is this pool, or a proxy of it.
	 */
	boolean wraps(DataSource dataSource);

}

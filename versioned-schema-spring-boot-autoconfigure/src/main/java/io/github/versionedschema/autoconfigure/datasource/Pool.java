package io.github.versionedschema.autoconfigure.datasource;

import java.time.Duration;

import javax.sql.DataSource;

/**
 * A pool whose physical connections can be opened by somebody else.
 */
interface Pool {

	/** How long callers of a fenced pool wait. */
	Duration FENCED_WAIT = Duration.ofMillis(250);

	/**
	 * Tells how it connects, to no version. Asked for before it is pinned.
	 * @throws UnpinnableDataSourceException if its configuration does not tell
	 */
	Connector connector();

	/**
	 * Lets the pool take its connections from there.
	 * @throws UnpinnableDataSourceException if it already has connections, or its
	 * configuration would take them away from their version
	 */
	void pin(DataSource dataSource);

	/**
	 * Lets callers fail within a fraction of a second, as there is no connection until
	 * the version is live again.
	 */
	void fence();

	/**
	 * Lets callers wait as before, and lets go of connections that were made to fail
	 * while the version was closed or away, unless the pool does so by itself.
	 */
	void reopen();

	/**
	 * Returns whether a DataSource is this pool, or a proxy of it.
	 */
	boolean wraps(DataSource dataSource);

}

package io.github.versionedschema.autoconfigure.datasource;

import java.time.Duration;

import javax.sql.DataSource;

/**
 * Pool whose source of physical connections can be replaced.
 */
interface Pool {

	/** How long callers of a fenced pool wait for a connection. */
	Duration FENCED_WAIT = Duration.ofMillis(250);

	/**
	 * Returns how the pool connects, without a version. Must be called before the pool is
	 * pinned.
	 * @throws UnpinnableDataSourceException if its configuration is insufficient
	 */
	Connector connector();

	/**
	 * Makes the pool take its connections from a DataSource.
	 * @throws UnpinnableDataSourceException if the pool already has connections, or its
	 * configuration would change their {@code search_path}
	 */
	void pin(DataSource dataSource);

	/**
	 * Makes callers fail within a fraction of a second, as there is no usable connection
	 * until the version is live again.
	 */
	void fence();

	/**
	 * Restores the configured wait of callers, and discards the failing connections that
	 * were opened while the version was closed or retired, unless the pool does so by
	 * itself.
	 */
	void reopen();

	/**
	 * Returns whether a DataSource is this pool, or a proxy of it.
	 */
	boolean wraps(DataSource dataSource);

}

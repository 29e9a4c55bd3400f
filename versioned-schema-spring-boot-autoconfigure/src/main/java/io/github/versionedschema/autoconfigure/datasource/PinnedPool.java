package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.session.pin.PinnedDataSource;

/**
 * Pool that uses the application's version.
 *
 * @param pool the pool
 * @param configured opens connections to the configured database, without a version
 * @param connector opens connections of the application's role without a version
 * @param dataSource source of the pool's connections
 */
record PinnedPool(Pool pool, Connector configured, Connector connector, PinnedDataSource dataSource) {
}

package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.session.pin.PinnedDataSource;

/**
 * A DataSource of the application that uses the application's version.
 *
 * @param pool the pool
 * @param connector opens connections of the application's role to no version
 * @param dataSource where the pool's connections come from
 */
record PinnedPool(Pool pool, Connector connector, PinnedDataSource dataSource) {
}

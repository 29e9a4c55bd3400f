package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Adapts a pinned DataSource to a pool that accepts drivers only. The DataSource already
 * has the URL and the properties.
 */
final class PinnedDriver implements Driver {

	private final DataSource dataSource;

	PinnedDriver(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Connection connect(String url, Properties info) throws SQLException {
		return this.dataSource.getConnection();
	}

	@Override
	public boolean acceptsURL(String url) {
		return true;
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
		return new DriverPropertyInfo[0];
	}

	@Override
	public int getMajorVersion() {
		return 1;
	}

	@Override
	public int getMinorVersion() {
		return 0;
	}

	@Override
	public boolean jdbcCompliant() {
		return false;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw new SQLFeatureNotSupportedException();
	}

}

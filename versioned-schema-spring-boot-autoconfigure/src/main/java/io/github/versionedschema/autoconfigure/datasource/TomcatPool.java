package io.github.versionedschema.autoconfigure.datasource;

import javax.sql.DataSource;

import io.github.versionedschema.session.pin.DriverConnections;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.PoolConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * Supports Tomcat's JDBC pool.
 */
final class TomcatPool implements Pool {

	private final String beanName;

	private final DataSourceProxy pool;

	private final UsualWait usualWait = new UsualWait();

	private TomcatPool(String beanName, DataSourceProxy pool) {
		this.beanName = beanName;
		this.pool = pool;
	}

	static @Nullable TomcatPool find(String beanName, DataSource dataSource) {
		DataSourceProxy pool = DataSourceUnwrapper.unwrap(dataSource, PoolConfiguration.class,
				org.apache.tomcat.jdbc.pool.DataSource.class);
		return (pool != null) ? new TomcatPool(beanName, pool) : null;
	}

	@Override
	public Connector connector() {
		String own = this.pool.getUrl();
		if (this.pool.getDataSource() != null || own == null) {
			throw new UnpinnableDataSourceException(this.beanName, "it has a DataSource of its own, or no JDBC URL",
					"Configure the pool with spring.datasource.url.");
		}
		return (url) -> new DriverConnections((url != null) ? url : own,
				() -> ConnectionSettings.properties(this.pool.getDbProperties(), this.pool.getUsername(),
						this.pool.getPoolProperties().getPassword()));
	}

	@Override
	public void pin(DataSource dataSource) {
		ConnectionSettings settings = new ConnectionSettings(this.beanName);
		settings.checkProperties(this.pool.getDbProperties());
		settings.checkInitSql(this.pool.getInitSQL());
		// Its getter would start the pool.
		if (new DirectFieldAccessor(this.pool).getPropertyValue("pool") != null) {
			throw new UnpinnableDataSourceException(this.beanName, "the pool was started before it could be pinned",
					"Let nothing use it before the application context has processed it.");
		}
		this.pool.setDataSource(dataSource);
		// Meters start the pool while beans are created. At that time no connection can
		// be opened, and waiting for one would keep the port from opening.
		this.pool.setInitialSize(0);
	}

	@Override
	public void fence() {
		this.usualWait.keep(this.pool.getMaxWait());
		this.pool.setMaxWait((int) FENCED_WAIT.toMillis());
	}

	@Override
	public void reopen() {
		this.usualWait.restore((millis) -> this.pool.setMaxWait((int) millis));
		this.pool.purge();
	}

	@Override
	public boolean wraps(DataSource dataSource) {
		TomcatPool other = find(this.beanName, dataSource);
		return other != null && other.pool == this.pool;
	}

}

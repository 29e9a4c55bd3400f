package io.github.versionedschema.autoconfigure.datasource;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

import javax.sql.DataSource;

import io.github.versionedschema.session.pin.DriverConnections;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.BasicDataSourceMXBean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Supports Commons DBCP2. DBCP2 takes connections from drivers only, so the pinned
 * DataSource is wrapped in a driver.
 */
final class Dbcp2Pool implements Pool {

	private final String beanName;

	private final BasicDataSource pool;

	private final UsualWait usualWait = new UsualWait();

	private Dbcp2Pool(String beanName, BasicDataSource pool) {
		this.beanName = beanName;
		this.pool = pool;
	}

	static @Nullable Dbcp2Pool find(String beanName, DataSource dataSource) {
		BasicDataSource pool = DataSourceUnwrapper.unwrap(dataSource, BasicDataSourceMXBean.class,
				BasicDataSource.class);
		return (pool != null) ? new Dbcp2Pool(beanName, pool) : null;
	}

	@Override
	public Connector connector() {
		String own = this.pool.getUrl();
		if (own == null) {
			throw new UnpinnableDataSourceException(this.beanName, "it has no JDBC URL",
					"Configure the pool with spring.datasource.url.");
		}
		return (url) -> new DriverConnections((url != null) ? url : own, () -> ConnectionSettings
			.properties(connectionProperties(), this.pool.getUserName(), this.pool.getPassword()));
	}

	/**
	 * The pool has no getter for them, and without them TLS settings would be lost.
	 */
	private Properties connectionProperties() {
		Method method = ReflectionUtils.findMethod(BasicDataSource.class, "getConnectionProperties");
		Assert.state(method != null, "This DBCP2 does not have its connection properties where they should be");
		ReflectionUtils.makeAccessible(method);
		return (Properties) Objects.requireNonNull(ReflectionUtils.invokeMethod(method, this.pool));
	}

	@Override
	public void pin(DataSource dataSource) {
		ConnectionSettings settings = new ConnectionSettings(this.beanName);
		settings.checkProperties(connectionProperties());
		settings.checkInitSql(this.pool.getConnectionInitSqls());
		settings.checkSchema(this.pool.getDefaultSchema());
		if (this.pool.getNumIdle() + this.pool.getNumActive() > 0) {
			throw new UnpinnableDataSourceException(this.beanName, "the pool was started before it could be pinned",
					"Let nothing use it before the application context has processed it.");
		}
		this.pool.setDriver(new PinnedDriver(dataSource));
	}

	@Override
	public void fence() {
		this.usualWait.keep(this.pool.getMaxWaitDuration().toMillis());
		this.pool.setMaxWait(FENCED_WAIT);
	}

	@Override
	public void reopen() {
		this.usualWait.restore((millis) -> this.pool.setMaxWait(Duration.ofMillis(millis)));
	}

	@Override
	public boolean wraps(DataSource dataSource) {
		Dbcp2Pool other = find(this.beanName, dataSource);
		return other != null && other.pool == this.pool;
	}

}

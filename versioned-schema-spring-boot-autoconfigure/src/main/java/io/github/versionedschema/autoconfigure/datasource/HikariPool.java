package io.github.versionedschema.autoconfigure.datasource;

import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;
import io.github.versionedschema.session.pin.DriverConnections;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.common.BaseDataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.StringUtils;

/**
 * Supports HikariCP. The pool keeps its type, meters and health indicator; only the
 * source of its connections is replaced.
 */
final class HikariPool implements Pool {

	private static final String SEALED = "the pool was started before it could be pinned";

	private final String beanName;

	private final HikariDataSource pool;

	private final ConnectionSettings settings;

	private final UsualWait usualWait = new UsualWait();

	private HikariPool(String beanName, HikariDataSource pool) {
		this.beanName = beanName;
		this.pool = pool;
		this.settings = new ConnectionSettings(beanName);
	}

	static @Nullable HikariPool find(String beanName, DataSource dataSource) {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
				HikariDataSource.class);
		return (pool != null) ? new HikariPool(beanName, pool) : null;
	}

	@Override
	public Connector connector() {
		DataSource inner = this.pool.getDataSource();
		if (inner instanceof BaseDataSource driver) {
			return (url) -> new DriverConnections((url != null) ? url : driver.getUrl(), () -> ConnectionSettings
				.properties(credentials(new Properties()), driver.getUser(), driver.getPassword()));
		}
		if (inner != null) {
			throw new UnpinnableDataSourceException(this.beanName,
					"it takes its connections from a %s".formatted(inner.getClass().getName()),
					"Configure the pool with a JDBC URL, or with an org.postgresql.ds.PGSimpleDataSource.");
		}
		String className = this.pool.getDataSourceClassName();
		if (className != null) {
			return (url) -> new DataSourceClassConnections(this.beanName, className,
					this.pool.getDataSourceProperties(), url, this::credentials);
		}
		String own = this.pool.getJdbcUrl();
		if (!StringUtils.hasText(own)) {
			throw new UnpinnableDataSourceException(this.beanName, "it has no JDBC URL",
					"Set spring.datasource.url, or the pool's jdbc-url.");
		}
		return (url) -> new DriverConnections((url != null) ? url : own,
				() -> credentials(this.pool.getDataSourceProperties()));
	}

	/**
	 * Read for each connection, as credentials may rotate.
	 */
	private Properties credentials(Properties connectionProperties) {
		HikariCredentialsProvider provider = this.pool.getCredentialsProvider();
		Credentials current = (provider != null) ? provider.getCredentials() : this.pool.getCredentials();
		return ConnectionSettings.properties(connectionProperties, current.getUsername(), current.getPassword());
	}

	@Override
	public void pin(DataSource dataSource) {
		this.settings.checkProperties(this.pool.getDataSourceProperties());
		this.settings.checkSchema(this.pool.getSchema());
		this.settings.checkInitSql(this.pool.getConnectionInitSql());
		try {
			this.pool.setDataSource(dataSource);
			// Already known to the connection source; HikariCP would warn that it ignores
			// the setting.
			this.pool.setDataSourceClassName(null);
		}
		catch (IllegalStateException ex) {
			throw new UnpinnableDataSourceException(this.beanName, SEALED,
					"""
							Return a new HikariDataSource() that is configured by its setters, or by \
							DataSourceBuilder.create().type(HikariDataSource.class): new HikariDataSource(config) starts the pool \
							at once. Let nothing use it before the application context has processed it.""");
		}
	}

	@Override
	public void fence() {
		this.usualWait.keep(this.pool.getConnectionTimeout());
		this.pool.setConnectionTimeout(FENCED_WAIT.toMillis());
	}

	@Override
	public void reopen() {
		this.usualWait.restore(this.pool::setConnectionTimeout);
		HikariPoolMXBean started = this.pool.getHikariPoolMXBean();
		if (started != null) {
			started.softEvictConnections();
		}
	}

	@Override
	public boolean wraps(DataSource dataSource) {
		HikariPool other = find(this.beanName, dataSource);
		return other != null && other.pool == this.pool;
	}

}

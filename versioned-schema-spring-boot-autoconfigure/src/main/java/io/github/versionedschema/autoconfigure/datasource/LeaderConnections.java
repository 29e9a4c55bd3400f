package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.session.pin.DriverConnections;
import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Opens the leader's connections, outside any pool, and as another role if one is
 * configured. The first available source is used: a marked DataSource,
 * {@code versioned-schema.datasource.*}, or the configuration of the application's pool.
 */
public final class LeaderConnections implements ConnectionSource {

	private final VersionedSchemaProperties.Datasource properties;

	private final ObjectProvider<DataSource> own;

	private final DataSourceChoice choice;

	private final PinnedPools pinned;

	private final BeanFactory beanFactory;

	private volatile @Nullable PhysicalConnections resolved;

	/**
	 * Creates the source without requesting any bean.
	 * @param properties the leader's configuration
	 * @param own the DataSource marked for the leader
	 * @param choice of the application's DataSources
	 * @param pinned pools whose configuration can be used
	 * @param beanFactory contains the application's DataSources
	 */
	public LeaderConnections(VersionedSchemaProperties.Datasource properties, ObjectProvider<DataSource> own,
			DataSourceChoice choice, PinnedPools pinned, BeanFactory beanFactory) {
		this.properties = properties;
		this.own = own;
		this.choice = choice;
		this.pinned = pinned;
		this.beanFactory = beanFactory;
	}

	/**
	 * Determines how to connect. Must run on a thread that may create beans; the leader's
	 * thread may not, as threads that create beans wait for it.
	 */
	public void resolve() {
		if (this.resolved == null) {
			this.resolved = find();
		}
	}

	@Override
	public Connection open() throws SQLException {
		resolve();
		PhysicalConnections connections = this.resolved;
		if (connections == null) {
			throw new IllegalStateException("Not resolved");
		}
		Properties start = new Properties();
		start.setProperty("tcpKeepAlive", "true");
		// A login over a broken network may never get an answer.
		start.setProperty("loginTimeout", "30");
		// The detail may contain a whole row and would appear in every stack trace.
		start.setProperty("logServerErrorDetail", "false");
		Connection connection = connections.open(start);
		// An index build may take hours without any response.
		connection.setNetworkTimeout(Runnable::run, 0);
		return connection;
	}

	private PhysicalConnections find() {
		DataSource marked = this.own.getIfAvailable();
		if (marked != null) {
			Pool pool = Pools.find("the one marked with @VersionedSchemaDataSource", marked);
			return (pool != null) ? pool.connector().to(null) : (start) -> marked.getConnection();
		}
		return configured();
	}

	private PhysicalConnections configured() {
		loadDriver();
		String url = this.properties.url();
		PhysicalConnections application = application().to(StringUtils.hasText(url) ? url : null);
		Properties configured = ConnectionSettings.properties(this.properties.properties(), this.properties.username(),
				this.properties.password());
		return (start) -> {
			Properties all = new Properties();
			all.putAll(configured);
			all.putAll(start);
			return application.open(all);
		};
	}

	/** Drivers register themselves when their class is loaded. */
	private void loadDriver() {
		String driver = this.properties.driverClassName();
		if (StringUtils.hasText(driver)) {
			ClassUtils.resolveClassName(driver, getClass().getClassLoader());
		}
	}

	private Connector application() {
		String name = this.choice.first();
		if (name == null) {
			throw new UnpinnableDataSourceException("dataSource", "there is no DataSource bean", "");
		}
		PinnedPool pinned = this.pinned.get(name);
		return (pinned != null) ? pinned.connector() : created(name);
	}

	private Connector created(String name) {
		DataSource dataSource = this.beanFactory.getBean(name, DataSource.class);
		PinnedPool pinned = this.pinned.get(name);
		if (pinned != null) {
			return pinned.connector();
		}
		Pool pool = Pools.find(name, dataSource);
		if (pool == null) {
			throw UnpinnableDataSourceException.withoutPool(name, dataSource);
		}
		return pool.connector();
	}

}

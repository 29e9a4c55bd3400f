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
 * How the leader connects: around any pool, and as another role if one is configured. In
 * this order: a DataSource marked for it, {@code versioned-schema.datasource.*}, and what
 * the application's pool is configured with.
 */
public final class LeaderConnections implements ConnectionSource {

	private final VersionedSchemaProperties.Datasource properties;

	private final ObjectProvider<DataSource> own;

	private final DataSourceChoice choice;

	private final PinnedPools pinned;

	private final BeanFactory beanFactory;

	private volatile @Nullable PhysicalConnections resolved;

	/**
	 * Creates it; no bean is asked for yet.
	 * @param properties the leader's own configuration
	 * @param own the DataSource marked for the leader
	 * @param choice which DataSources are the application's
	 * @param pinned pools that tell how they connect
	 * @param beanFactory has the application's DataSources
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
	 * Finds out how to connect, on the thread of somebody who may create beans: the
	 * leader's thread may not, as others wait for it while they create theirs.
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
		// A network that is cut answers nothing, not even that.
		start.setProperty("loginTimeout", "30");
		// Its detail may be a whole row, and would be in every stack trace.
		start.setProperty("logServerErrorDetail", "false");
		Connection connection = connections.open(start);
		// A build of an index answers nothing for hours.
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

package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.session.pin.DriverConnections;
import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Opens the leader's connections, outside any pool, and as another role if one is
 * configured. The first available source is used: a marked DataSource,
 * {@code versioned-schema.datasource.*}, or the configuration of the application's pool.
 */
public final class LeaderConnections implements ConnectionSource {

	private final VersionedSchemaProperties.Datasource properties;

	private final Supplier<@Nullable DataSource> own;

	private final DataSourceChoice choice;

	private final PinnedPools pinned;

	private final BeanFactory beanFactory;

	private final SubstitutedDatabase database;

	private volatile @Nullable PhysicalConnections resolved;

	/**
	 * Creates the source without requesting any bean.
	 * @param properties the leader's configuration
	 * @param own the DataSource marked for the leader, if there is one
	 * @param choice of the application's DataSources
	 * @param pinned pools whose configuration can be used
	 * @param beanFactory contains the application's DataSources
	 * @param database is used instead of the configured one
	 */
	public LeaderConnections(VersionedSchemaProperties.Datasource properties, Supplier<@Nullable DataSource> own,
			DataSourceChoice choice, PinnedPools pinned, BeanFactory beanFactory, SubstitutedDatabase database) {
		this.properties = properties;
		this.own = own;
		this.choice = choice;
		this.pinned = pinned;
		this.beanFactory = beanFactory;
		this.database = database;
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
		Connection connection = connections.open(properties());
		// An index build may take hours without any response.
		connection.setNetworkTimeout(Runnable::run, 0);
		return connection;
	}

	static Properties properties() {
		Properties start = new Properties();
		start.setProperty("tcpKeepAlive", "true");
		// A login over a broken network may never get an answer.
		start.setProperty("loginTimeout", "30");
		// The detail may contain a whole row and would appear in every stack trace.
		start.setProperty("logServerErrorDetail", "false");
		return start;
	}

	/**
	 * Determines the database to use, before a pool is pinned.
	 * @param name the name of the pool's bean
	 * @param connector of the pool, as it is configured
	 */
	void chooseDatabase(String name, Connector connector) {
		this.database
			.choose((url) -> leader(() -> name.equals(this.choice.first()) ? connector : application()).to(url));
	}

	private PhysicalConnections find() {
		Connector leader = leader(this::application);
		this.database.choose(leader);
		return this.database.of(leader).to(null);
	}

	private Connector leader(Supplier<Connector> application) {
		DataSource marked = this.own.get();
		return (marked != null) ? marked(marked) : configured(application.get());
	}

	private static Connector marked(DataSource dataSource) {
		String name = "the one marked with @VersionedSchemaDataSource";
		Pool pool = Pools.find(name, dataSource);
		if (pool != null) {
			return pool.connector();
		}
		return (url) -> {
			if (url != null) {
				throw UnpinnableDataSourceException.withoutPool(name, dataSource);
			}
			return (start) -> dataSource.getConnection();
		};
	}

	private Connector configured(Connector application) {
		loadDriver();
		String own = StringUtils.hasText(this.properties.url()) ? this.properties.url() : null;
		Properties configured = ConnectionSettings.properties(this.properties.properties(), this.properties.username(),
				this.properties.password());
		return (url) -> {
			PhysicalConnections connections = application.to((url != null) ? url : own);
			return (start) -> {
				Properties all = new Properties();
				all.putAll(configured);
				all.putAll(start);
				return connections.open(all);
			};
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
		return (pinned != null) ? pinned.configured() : created(name);
	}

	private Connector created(String name) {
		DataSource dataSource = this.beanFactory.getBean(name, DataSource.class);
		PinnedPool pinned = this.pinned.get(name);
		if (pinned != null) {
			return pinned.configured();
		}
		Pool pool = Pools.find(name, dataSource);
		if (pool == null) {
			throw UnpinnableDataSourceException.withoutPool(name, dataSource);
		}
		return pool.connector();
	}

}

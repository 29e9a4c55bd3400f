package io.github.versionedschema.autoconfigure.datasource;

import java.util.List;

import javax.sql.DataSource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.SearchPathCustomizer;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.session.pin.PinnedDataSource;
import io.github.versionedschema.session.pin.PinnedVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Pins a pool to the application's version.
 */
public final class DataSourcePinner {

	private static final Logger logger = LoggerFactory.getLogger(DataSourcePinner.class);

	private final VersionedSchema schema;

	private final ApplicationVersion version;

	private final PinnedPools pinned;

	private final LeaderConnections leader;

	private final SubstitutedDatabase database;

	private final ObjectProvider<SearchPathCustomizer> customizers;

	private final DataSourceChoice choice;

	private final FirstConnection firstConnection;

	private final @Nullable String applicationName;

	/**
	 * Creates a pinner.
	 * @param schema the engine
	 * @param version to pin to
	 * @param pinned registers pinned pools
	 * @param leader connects the leader
	 * @param database is used instead of the configured one
	 * @param customizers add schemas to the {@code search_path}
	 * @param choice of the DataSources to pin
	 * @param firstConnection is opened as soon as the pool is pinned
	 * @param applicationName {@code application_name} of the sessions, or null
	 */
	public DataSourcePinner(VersionedSchema schema, ApplicationVersion version, PinnedPools pinned,
			LeaderConnections leader, SubstitutedDatabase database, ObjectProvider<SearchPathCustomizer> customizers,
			DataSourceChoice choice, FirstConnection firstConnection, @Nullable String applicationName) {
		this.schema = schema;
		this.version = version;
		this.pinned = pinned;
		this.leader = leader;
		this.database = database;
		this.customizers = customizers;
		this.choice = choice;
		this.firstConnection = firstConnection;
		this.applicationName = applicationName;
	}

	void pin(String beanName, DataSource dataSource) {
		if (dataSource instanceof ScopedObject) {
			throw new UnpinnableDataSourceException(beanName, "it is a scoped proxy",
					"""
							Make it a singleton. Changing credentials do not need a new pool: HikariCP calls a \
							HikariCredentialsProvider for each connection. If it needs no versions, name the DataSources to pin \
							in versioned-schema.pin.""");
		}
		Pool pool = Pools.find(beanName, dataSource);
		if (pool == null) {
			throw UnpinnableDataSourceException.withoutPool(beanName, dataSource);
		}
		Connector configured = pool.connector();
		this.leader.chooseDatabase(beanName, configured);
		Connector connector = this.database.of(configured);
		String version = this.schema.applicationVersion();
		List<String> furtherSchemas = this.customizers.orderedStream()
			.flatMap((customizer) -> customizer.furtherSchemas(beanName).stream())
			.toList();
		PinnedDataSource physical = new PinnedDataSource(new NamedConnections(connector.to(null), this.applicationName),
				new PinnedVersion(this.schema.baseSchema(), version, furtherSchemas), this.version::awaitUsable,
				new VersionFence(this.version, this.pinned));
		pool.pin(new FencedConnections(physical));
		this.pinned.add(beanName, new PinnedPool(pool, configured, connector, physical));
		LogFields fields = LogFields.of(this.schema.baseSchema()).version(version);
		fields.on(logger.atInfo())
			.log("DataSource '{}' is pinned to version \"{}\" of schema \"{}\"", beanName, version,
					this.schema.baseSchema());
		if (version.equals(VersionedSchema.INITIAL_VERSION)) {
			fields.on(logger.atInfo())
				.log("There are no migrations: version \"{}\" contains the existing tables. Deploy this release before "
						+ "the first release with migrations, which then does not affect its sessions", version);
		}
		if (beanName.equals(this.choice.first())) {
			this.firstConnection.open(physical);
		}
	}

}

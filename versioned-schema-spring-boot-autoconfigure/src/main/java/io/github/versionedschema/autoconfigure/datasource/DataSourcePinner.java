package io.github.versionedschema.autoconfigure.datasource;

import java.util.List;

import javax.sql.DataSource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.SearchPathCustomizer;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.session.pin.PhysicalConnections;
import io.github.versionedschema.session.pin.PinnedDataSource;
import io.github.versionedschema.session.pin.PinnedVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Pins pools to the application's versions.
 */
public final class DataSourcePinner {

	private static final Logger logger = LoggerFactory.getLogger(DataSourcePinner.class);

	private final ObjectProvider<SearchPathCustomizer> customizers;

	private final @Nullable String applicationName;

	/**
	 * Creates a pinner.
	 * @param customizers add schemas to the {@code search_path}
	 * @param applicationName {@code application_name} of the sessions, or null
	 */
	public DataSourcePinner(ObjectProvider<SearchPathCustomizer> customizers, @Nullable String applicationName) {
		this.customizers = customizers;
		this.applicationName = applicationName;
	}

	/**
	 * Pins a pool.
	 * @param beanName name of its bean
	 * @param dataSource the pool, or a proxy of it
	 * @param schemas whose versions its sessions use
	 */
	public void pin(String beanName, DataSource dataSource, List<PinnedSchema> schemas) {
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
		PinnedSchema schema = schemas.get(0);
		Connector configured = pool.connector();
		schema.leader().chooseDatabase(beanName, configured);
		Connector connector = schema.database().of(configured);
		PinnedDataSource physical = physical(beanName, schema,
				new NamedConnections(connector.to(null), this.applicationName));
		pool.pin(new FencedConnections(physical));
		schema.pools().add(beanName, new PinnedPool(pool, configured, connector, physical));
		log(beanName, schema.schema());
		if (beanName.equals(schema.choice().first())) {
			schema.firstConnection().open(physical);
		}
	}

	private PinnedDataSource physical(String beanName, PinnedSchema schema, PhysicalConnections connections) {
		List<String> furtherSchemas = this.customizers.orderedStream()
			.flatMap((customizer) -> customizer.furtherSchemas(beanName).stream())
			.toList();
		PinnedVersion version = new PinnedVersion(schema.schema().baseSchema(), schema.schema().applicationVersion(),
				furtherSchemas);
		return new PinnedDataSource(connections, version, schema.version()::awaitUsable,
				new VersionFence(schema.version(), schema.pools()));
	}

	private static void log(String beanName, VersionedSchema schema) {
		String version = schema.applicationVersion();
		LogFields fields = LogFields.of(schema.baseSchema()).version(version);
		fields.on(logger.atInfo())
			.log("DataSource '{}' is pinned to version \"{}\" of schema \"{}\"", beanName, version,
					schema.baseSchema());
		if (version.equals(VersionedSchema.INITIAL_VERSION)) {
			fields.on(logger.atInfo())
				.log("There are no migrations: version \"{}\" contains the existing tables. Deploy this release before "
						+ "the first release with migrations, which then does not affect its sessions", version);
		}
	}

}

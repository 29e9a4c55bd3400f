package io.github.versionedschema.autoconfigure.datasource;

import java.util.List;
import java.util.Set;

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
		requireDifferentBases(beanName, schemas);
		Connector configured = pool.connector();
		schemas.forEach((schema) -> schema.leader().chooseDatabase(beanName, configured));
		Connector connector = schemas.get(0).database().of(configured);
		PhysicalConnections connections = new NamedConnections(connector.to(null), this.applicationName);
		List<PinnedDataSource> physical = schemas.stream()
			.map((schema) -> physical(beanName, schema, connections))
			.toList();
		pool.pin(FencedConnections.of(physical, connections));
		for (int i = 0; i < schemas.size(); i++) {
			PinnedSchema schema = schemas.get(i);
			schema.pools().add(beanName, new PinnedPool(pool, configured, connector, physical.get(i)));
			log(beanName, schema.schema());
		}
		// A connection for several versions is only opened when all of them can be used.
		if (schemas.size() == 1 && beanName.equals(schemas.get(0).choice().first())) {
			schemas.get(0).firstConnection().open(physical.get(0));
		}
	}

	private static void requireDifferentBases(String beanName, List<PinnedSchema> schemas) {
		List<String> bases = schemas.stream().map((schema) -> schema.schema().baseSchema()).toList();
		if (Set.copyOf(bases).size() < bases.size()) {
			throw new UnpinnableDataSourceException(beanName,
					"several schemas of the application use it and have the same base schema (\"%s\")"
						.formatted(String.join("\", \"", bases)),
					"""
							Give each of versioned-schema.schemas a schema of its own, or name the DataSource that it uses with \
							its property pin.""");
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

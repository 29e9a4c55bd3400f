package io.github.versionedschema.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.ExpandOn;
import io.github.versionedschema.autoconfigure.datasource.DataSourceChoice;
import io.github.versionedschema.autoconfigure.datasource.LeaderConnections;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.datasource.SubstitutedDatabase;
import io.github.versionedschema.autoconfigure.schemas.DistinctSchemas;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.SchemaFoundation;
import io.github.versionedschema.autoconfigure.schemas.SeveralSchemasException;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import io.github.versionedschema.autoconfigure.transition.SchemaEventPublisher;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.TransitionLog;
import io.github.versionedschema.autoconfigure.transition.TransitionObservers;
import io.github.versionedschema.autoconfigure.transition.VersionProvision;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;

/**
 * Assembles the parts of each schema from its properties. Each part is a bean, as an
 * application may replace the default schema's engine and factory.
 */
final class SchemaAssembly {

	/** Name of the bean. */
	static final String BEAN = "versionedSchemaAssembly";

	private final VersionedSchemaProperties properties;

	private final ConfiguredSchemas configured;

	private final ConfigurableListableBeanFactory beanFactory;

	private final ApplicationContext context;

	private final ObjectProvider<PrecedingMigrations> preceding;

	private final DatabaseChoices databases;

	private final DistinctSchemas distinct;

	SchemaAssembly(VersionedSchemaProperties properties, ConfigurableListableBeanFactory beanFactory,
			ApplicationContext context) {
		this.properties = properties;
		this.configured = ConfiguredSchemas.in(context.getEnvironment());
		this.beanFactory = beanFactory;
		this.context = context;
		this.preceding = beanFactory.getBeanProvider(PrecedingMigrations.class);
		this.distinct = new DistinctSchemas(beanFactory.getBeanProvider(MigratedSchema.class));
		this.databases = new DatabaseChoices(beanFactory.getBeanProvider(DatabaseSubstitute.class), this.preceding);
	}

	/** Creates what a schema's engine is built on. */
	SchemaFoundation foundation(String name) {
		VersionedSchemaProperties properties = propertiesOf(name);
		DataSourceChoice choice = new DataSourceChoice(this.beanFactory, properties.pin());
		PinnedPools pools = new PinnedPools();
		SubstitutedDatabase database = new SubstitutedDatabase(
				this.databases.choice(choice::first, () -> factoryOf(name)));
		LeaderConnections leader = new LeaderConnections(properties.datasource(), marked(name), choice, pools,
				this.beanFactory, database);
		SchemaEventPublisher events = new SchemaEventPublisher(this.context);
		events.subscribe(pools::onEvent);
		return new SchemaFoundation(name, this.configured.names().indexOf(name), properties, choice, pools, leader,
				database, events);
	}

	private VersionedSchemaProperties propertiesOf(String name) {
		return name.equals(SchemaFoundation.DEFAULT) ? this.properties
				: Objects.requireNonNull(this.properties.schemas().get(name)).in(name, this.properties);
	}

	private VersionedSchemaFactory factoryOf(String name) {
		return name.equals(SchemaFoundation.DEFAULT) ? this.beanFactory.getBean(VersionedSchemaFactory.class)
				: BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beanFactory, VersionedSchemaFactory.class, name);
	}

	private Supplier<@Nullable DataSource> marked(String schema) {
		String value = schema.equals(SchemaFoundation.DEFAULT) ? "" : schema;
		return () -> {
			List<String> names = Arrays.stream(this.beanFactory.getBeanNamesForType(DataSource.class, true, false))
				.filter((name) -> {
					VersionedSchemaDataSource mark = this.beanFactory.findAnnotationOnBean(name,
							VersionedSchemaDataSource.class, false);
					return mark != null && mark.value().equals(value);
				})
				.toList();
			if (names.size() > 1) {
				throw new SeveralSchemasException(
						"The DataSources '%s' are marked with @VersionedSchemaDataSource for the same schema."
							.formatted(String.join("', '", names)),
						"Mark one DataSource for the leader of each schema.");
			}
			return names.isEmpty() ? null : this.beanFactory.getBean(names.get(0), DataSource.class);
		};
	}

	/** Creates a schema's factory of engines. */
	VersionedSchemaFactory factory(SchemaFoundation foundation) {
		String name = foundation.name();
		return new ConfiguredVersionedSchemaFactory(foundation.properties(),
				name.equals(SchemaFoundation.DEFAULT) ? VersionedSchemaProperties.DEFAULT_LOCATION
						: NamedSchemaProperties.defaultLocation(name),
				foundation.leader(), foundation.events(), this.context, this.context.getEnvironment());
	}

	/** Creates a schema's engine. */
	VersionedSchema engine(VersionedSchemaFactory factory) {
		return factory.create(null);
	}

	/** Creates a schema. */
	MigratedSchema schema(SchemaFoundation foundation, VersionedSchemaFactory factory, VersionedSchema engine) {
		VersionedSchemaProperties properties = foundation.properties();
		SchemaLeader leader = leader(foundation, engine);
		FirstConnection firstConnection = new FirstConnection(leader, properties.command() == null);
		VersionedSchemaProperties.Expand expand = properties.expand();
		VersionProvision provision = new VersionProvision(engine, leader, firstConnection,
				expand.on() != ExpandOn.NEVER, properties.complete().automatically(),
				foundation.pools()::isOnFreshDatabase, new VersionProvision.Wait(expand.pollInterval(),
						expand.progressInterval(), expand.waitTimeout(), expand.longestOutage()));
		ApplicationVersion version = new ApplicationVersion(engine.applicationVersion(), engine.baseSchema(), provision,
				leader, foundation.events());
		return new MigratedSchema(foundation, factory, engine, leader, firstConnection, version, this.context);
	}

	private SchemaLeader leader(SchemaFoundation foundation, VersionedSchema engine) {
		TransitionLog log = new TransitionLog(engine, foundation.properties().expand().progressInterval());
		String meterName = foundation.meterName(engine);
		ObjectProvider<TransitionObservers> observers = this.beanFactory.getBeanProvider(TransitionObservers.class);
		return new SchemaLeader(engine, foundation.events(), log, () -> {
			foundation.leader().resolve();
			this.distinct.require(foundation.name(), engine.baseSchema());
			this.preceding.orderedStream().forEach(PrecedingMigrations::run);
		}, () -> TransitionObservers.of(observers, meterName, engine.applicationVersion()));
	}

}

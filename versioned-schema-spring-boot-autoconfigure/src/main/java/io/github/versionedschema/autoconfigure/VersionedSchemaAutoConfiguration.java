package io.github.versionedschema.autoconfigure;

import javax.sql.DataSource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.ExpandOn;
import io.github.versionedschema.autoconfigure.datasource.DataSourceChoice;
import io.github.versionedschema.autoconfigure.datasource.DataSourcePinner;
import io.github.versionedschema.autoconfigure.datasource.LeaderConnections;
import io.github.versionedschema.autoconfigure.datasource.PinnedDataSourcePostProcessor;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.datasource.SubstitutedDatabase;
import io.github.versionedschema.autoconfigure.diagnostics.FailureSources;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.ExpandAtStartup;
import io.github.versionedschema.autoconfigure.transition.ExpandInLifecycle;
import io.github.versionedschema.autoconfigure.transition.ExpandOnReady;
import io.github.versionedschema.autoconfigure.transition.FencedReadiness;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import io.github.versionedschema.autoconfigure.transition.SchemaEventPublisher;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.TransitionLog;
import io.github.versionedschema.autoconfigure.transition.TransitionObserver;
import io.github.versionedschema.autoconfigure.transition.VersionProvision;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Pins the application's DataSource to the application's version, and expands to that
 * version. Backs off in a child of a context that it has configured. A
 * {@link VersionedSchema} or a {@link VersionedSchemaFactory} of the application is used
 * instead of its own; all other beans are internal.
 */
@AutoConfiguration(after = { DataSourceAutoConfiguration.class, JndiDataSourceAutoConfiguration.class,
		XADataSourceAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "versioned-schema.enabled", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(ApplicationVersion.class)
@EnableConfigurationProperties(VersionedSchemaProperties.class)
@ImportRuntimeHints(VersionedSchemaRuntimeHints.class)
public final class VersionedSchemaAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static PinnedDataSourcePostProcessor pinnedDataSourcePostProcessor(ObjectProvider<DataSourceChoice> choice,
			ObjectProvider<DataSourcePinner> pinner) {
		return new PinnedDataSourcePostProcessor(choice, pinner);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static FailureSources versionedSchemaFailureSources() {
		return new FailureSources();
	}

	/** Configuration of the pinned DataSources. */
	@Configuration(proxyBeanMethods = false)
	static class DataSourceConfiguration {

		@Bean
		DataSourceChoice versionedSchemaDataSourceChoice(ConfigurableListableBeanFactory beanFactory,
				VersionedSchemaProperties properties) {
			return new DataSourceChoice(beanFactory, properties.pin());
		}

		@Bean
		PinnedPools versionedSchemaPinnedPools() {
			return new PinnedPools();
		}

		@Bean
		DataSourcePinner versionedSchemaDataSourcePinner(VersionedSchema schema, ApplicationVersion version,
				PinnedPools pinned, LeaderConnections leader, SubstitutedDatabase database,
				ObjectProvider<SearchPathCustomizer> customizers, DataSourceChoice choice,
				FirstConnection firstConnection, Environment environment) {
			return new DataSourcePinner(schema, version, pinned, leader, database, customizers, choice, firstConnection,
					environment.getProperty("spring.application.name"));
		}

		@Bean
		LeaderConnections versionedSchemaLeaderConnections(VersionedSchemaProperties properties,
				@VersionedSchemaDataSource ObjectProvider<DataSource> own, DataSourceChoice choice, PinnedPools pinned,
				ConfigurableListableBeanFactory beanFactory, SubstitutedDatabase database) {
			return new LeaderConnections(properties.datasource(), own, choice, pinned, beanFactory, database);
		}

		@Bean
		SubstitutedDatabase versionedSchemaSubstitutedDatabase(ObjectProvider<DatabaseSubstitute> substitute,
				ObjectProvider<VersionedSchemaFactory> factory, ObjectProvider<PrecedingMigrations> preceding) {
			DatabaseSubstitute chosen = substitute.getIfAvailable();
			return new SubstitutedDatabase((chosen != null) ? new DatabaseChoice(chosen, factory, preceding) : null);
		}

	}

	/** Configuration of the engine and the leader. */
	@Configuration(proxyBeanMethods = false)
	static class TransitionConfiguration {

		@Bean
		SchemaEventPublisher versionedSchemaEventPublisher(ApplicationContext context) {
			return new SchemaEventPublisher(context);
		}

		@Bean
		@ConditionalOnMissingBean
		VersionedSchemaFactory versionedSchemaFactory(VersionedSchemaProperties properties,
				LeaderConnections connections, SchemaEventPublisher events, ApplicationContext context) {
			return new ConfiguredVersionedSchemaFactory(properties, connections, events, context,
					context.getEnvironment());
		}

		@Bean
		@ConditionalOnMissingBean
		VersionedSchema versionedSchema(VersionedSchemaFactory factory) {
			return factory.create(null);
		}

		@Bean
		SchemaLeader versionedSchemaLeader(VersionedSchema schema, SchemaEventPublisher events,
				LeaderConnections connections, ObjectProvider<PrecedingMigrations> preceding,
				ObjectProvider<TransitionObserver> observers, VersionedSchemaProperties properties,
				ApplicationContext context) {
			TransitionLog log = new TransitionLog(schema, properties.expand().progressInterval());
			return new SchemaLeader(schema, events, log, () -> {
				connections.resolve();
				preceding.orderedStream().forEach(PrecedingMigrations::run);
			}, () -> TransitionObserver.of(observers), context);
		}

		@Bean
		FirstConnection versionedSchemaFirstConnection(SchemaLeader leader, VersionedSchemaProperties properties) {
			return new FirstConnection(leader, properties.command() == null);
		}

		@Bean
		ApplicationVersion versionedSchemaApplicationVersion(VersionedSchema schema, SchemaLeader leader,
				FirstConnection firstConnection, SchemaEventPublisher events, VersionedSchemaProperties properties,
				PinnedPools pinned) {
			VersionedSchemaProperties.Expand expand = properties.expand();
			VersionProvision provision = new VersionProvision(schema, leader, firstConnection,
					expand.on() != ExpandOn.NEVER, properties.complete().automatically(), pinned::isOnFreshDatabase,
					new VersionProvision.Wait(expand.pollInterval(), expand.progressInterval(), expand.waitTimeout(),
							expand.longestOutage()));
			return new ApplicationVersion(schema.applicationVersion(), schema.baseSchema(), provision, leader, events);
		}

		@Bean
		FencedReadiness versionedSchemaFencedReadiness(ApplicationContext context, ApplicationVersion version,
				ObjectProvider<ApplicationAvailability> availability) {
			return new FencedReadiness(context, version, availability);
		}

	}

	/**
	 * Configuration of when an application expands. All beans are defined regardless of
	 * the setting, because it is evaluated when the application starts, not when it is
	 * built.
	 */
	@Configuration(proxyBeanMethods = false)
	@Lazy(false)
	static class ExpandConfiguration {

		@Bean
		ExpandAtStartup versionedSchemaExpandAtStartup(ApplicationVersion version,
				VersionedSchemaProperties properties) {
			return new ExpandAtStartup(version, properties.expand().on() == ExpandOn.STARTUP);
		}

		@Bean
		ExpandInLifecycle versionedSchemaExpandInLifecycle(ApplicationVersion version, ApplicationContext context,
				VersionedSchemaProperties properties) {
			return new ExpandInLifecycle(version, context, properties.expand().on() == ExpandOn.LIFECYCLE);
		}

		@Bean
		ExpandOnReady versionedSchemaExpandOnReady(ApplicationVersion version, FirstConnection firstConnection) {
			return new ExpandOnReady(version, firstConnection);
		}

	}

}

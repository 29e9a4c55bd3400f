package io.github.versionedschema.autoconfigure;

import javax.sql.DataSource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.ExpandOn;
import io.github.versionedschema.autoconfigure.datasource.DataSourcePinner;
import io.github.versionedschema.autoconfigure.diagnostics.FailureSources;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.schemas.PinnedDataSourcePostProcessor;
import io.github.versionedschema.autoconfigure.schemas.SchemaFoundation;
import io.github.versionedschema.autoconfigure.transition.ExpandAtStartup;
import io.github.versionedschema.autoconfigure.transition.ExpandInLifecycle;
import io.github.versionedschema.autoconfigure.transition.ExpandOnReady;
import io.github.versionedschema.autoconfigure.transition.FencedReadiness;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
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
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Pins the application's DataSources to the application's version of each schema, and
 * expands to that version. Backs off in a child of a context that it has configured. A
 * {@link VersionedSchema} or a {@link VersionedSchemaFactory} of the application is used
 * instead of its own; all other beans are internal.
 */
@AutoConfiguration(after = { DataSourceAutoConfiguration.class, JndiDataSourceAutoConfiguration.class,
		XADataSourceAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "versioned-schema.enabled", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(MigratedSchemas.class)
@EnableConfigurationProperties(VersionedSchemaProperties.class)
@ImportRuntimeHints(VersionedSchemaRuntimeHints.class)
public final class VersionedSchemaAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static PinnedDataSourcePostProcessor pinnedDataSourcePostProcessor(ObjectProvider<SchemaFoundation> foundations,
			ObjectProvider<MigratedSchemas> schemas, ObjectProvider<DataSourcePinner> pinner) {
		return new PinnedDataSourcePostProcessor(foundations, schemas, pinner);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static FailureSources versionedSchemaFailureSources() {
		return new FailureSources();
	}

	@Bean(SchemaAssembly.BEAN)
	SchemaAssembly versionedSchemaAssembly(VersionedSchemaProperties properties,
			ConfigurableListableBeanFactory beanFactory, ApplicationContext context) {
		return new SchemaAssembly(properties, beanFactory, context);
	}

	@Bean
	MigratedSchemas versionedSchemaMigratedSchemas(ObjectProvider<MigratedSchema> schemas) {
		return new MigratedSchemas(schemas);
	}

	@Bean
	DataSourcePinner versionedSchemaDataSourcePinner(ObjectProvider<SearchPathCustomizer> customizers,
			Environment environment) {
		return new DataSourcePinner(customizers, environment.getProperty("spring.application.name"));
	}

	/** Configuration of the schema of {@code versioned-schema.schema}. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDefaultSchema.class)
	static class DefaultSchemaConfiguration {

		@Bean
		SchemaFoundation versionedSchemaFoundation(SchemaAssembly assembly) {
			return assembly.foundation(SchemaFoundation.DEFAULT);
		}

		@Bean
		@ConditionalOnMissingBean
		VersionedSchemaFactory versionedSchemaFactory(SchemaAssembly assembly,
				@Qualifier("versionedSchemaFoundation") SchemaFoundation foundation) {
			return assembly.factory(foundation);
		}

		@Bean
		@ConditionalOnMissingBean
		VersionedSchema versionedSchema(VersionedSchemaFactory factory) {
			return factory.create(null);
		}

		@Bean
		MigratedSchema versionedSchemaMigratedSchema(SchemaAssembly assembly,
				@Qualifier("versionedSchemaFoundation") SchemaFoundation foundation, VersionedSchemaFactory factory,
				VersionedSchema engine) {
			return assembly.schema(foundation, factory, engine);
		}

	}

	/** Configuration of the schemas of {@code versioned-schema.schemas}. */
	@Configuration(proxyBeanMethods = false)
	@Import(NamedSchemasRegistrar.class)
	static class NamedSchemasConfiguration {

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
		FencedReadiness versionedSchemaFencedReadiness(ApplicationContext context, MigratedSchemas schemas,
				ObjectProvider<ApplicationAvailability> availability) {
			return new FencedReadiness(context, schemas::versions, availability);
		}

		@Bean
		ExpandAtStartup versionedSchemaExpandAtStartup(MigratedSchemas schemas) {
			return new ExpandAtStartup(() -> schemas.versions((schema) -> expandsOn(schema, ExpandOn.STARTUP)));
		}

		@Bean
		ExpandInLifecycle versionedSchemaExpandInLifecycle(MigratedSchemas schemas, ApplicationContext context) {
			return new ExpandInLifecycle(() -> schemas.versions((schema) -> expandsOn(schema, ExpandOn.LIFECYCLE)),
					context);
		}

		@Bean
		ExpandOnReady versionedSchemaExpandOnReady(MigratedSchemas schemas) {
			return new ExpandOnReady(schemas::versions, schemas::closeFirstConnections);
		}

		private static boolean expandsOn(MigratedSchema schema, ExpandOn moment) {
			return schema.properties().expand().on() == moment;
		}

	}

}

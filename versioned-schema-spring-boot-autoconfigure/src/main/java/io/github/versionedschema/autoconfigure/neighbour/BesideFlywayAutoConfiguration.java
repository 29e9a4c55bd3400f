package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Runs Flyway on the base schema, before the application expands.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, FlywayConfigurationCustomizer.class })
@ConditionalOnBean(MigratedSchemas.class)
public final class BesideFlywayAutoConfiguration {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	FlywayConfigurationCustomizer versionedSchemaFlywayCustomizer(MigratedSchemas schemas) {
		return (configuration) -> {
			DataSource dataSource = configuration.getDataSource();
			DataSource guarded = (dataSource != null) ? GuardedDataSource.unpinned("Flyway", dataSource, schemas)
					: null;
			if (guarded != null) {
				configuration.dataSource(guarded);
			}
		};
	}

	@Bean
	PrecedingMigrations flywayBeforeVersionedSchema(ConfigurableListableBeanFactory beanFactory) {
		return new BeansToCreate(beanFactory, FlywayMigrationInitializer.class, true);
	}

}

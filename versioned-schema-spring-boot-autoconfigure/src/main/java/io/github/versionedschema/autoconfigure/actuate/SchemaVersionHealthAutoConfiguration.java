package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health indicator {@code versionedSchema}.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(MigratedSchemas.class)
@ConditionalOnEnabledHealthIndicator("versioned-schema")
public final class SchemaVersionHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "versionedSchemaHealthIndicator")
	SchemaVersionHealthIndicator versionedSchemaHealthIndicator(MigratedSchemas schemas) {
		return new SchemaVersionHealthIndicator(schemas::checksByName);
	}

}

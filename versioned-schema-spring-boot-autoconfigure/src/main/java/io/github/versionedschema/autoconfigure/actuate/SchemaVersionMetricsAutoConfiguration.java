package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the meters {@code versioned.schema.*}.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MigratedSchemas.class, MeterRegistry.class })
@Import(RecentStatusConfiguration.class)
public final class SchemaVersionMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaVersionMetrics schemaVersionMetrics(ShownSchemas schemas, MeterRegistry registry) {
		return new SchemaVersionMetrics(schemas, registry);
	}

}

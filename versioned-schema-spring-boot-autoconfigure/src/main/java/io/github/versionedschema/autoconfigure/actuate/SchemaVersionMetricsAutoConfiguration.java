package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The meters {@code versioned.schema.*}.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ VersionedSchema.class, MeterRegistry.class })
public final class SchemaVersionMetricsAutoConfiguration {

	private static final Duration STATUS_AGE = Duration.ofSeconds(5);

	@Bean
	@ConditionalOnMissingBean
	SchemaVersionMetrics schemaVersionMetrics(VersionedSchema schema, MeterRegistry registry) {
		return new SchemaVersionMetrics(new RecentStatus(schema, STATUS_AGE), registry, schema.baseSchema());
	}

}

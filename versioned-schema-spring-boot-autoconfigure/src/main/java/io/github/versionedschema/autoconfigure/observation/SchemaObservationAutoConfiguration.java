package io.github.versionedschema.autoconfigure.observation;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.transition.TransitionObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the observations of transitions.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(VersionedSchema.class)
public final class SchemaObservationAutoConfiguration {

	/** Configuration with the application's observations. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(ObservationRegistry.class)
	static class ObservedConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TransitionObserver versionedSchemaTransitionObserver(VersionedSchema schema, ObservationRegistry registry) {
			return new TransitionObservations(registry, schema.baseSchema(), schema.applicationVersion());
		}

	}

	/** Configuration of an application that has meters, but no observations. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	@ConditionalOnMissingBean(ObservationRegistry.class)
	static class MeteredConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TransitionObserver versionedSchemaMeteredTransitionObserver(VersionedSchema schema,
				ObjectProvider<MeterRegistry> meters) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters.getObject()));
			return new TransitionObservations(registry, schema.baseSchema(), schema.applicationVersion());
		}

	}

}

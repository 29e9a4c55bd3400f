package io.github.versionedschema.autoconfigure.observation;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.transition.TransitionObservers;
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
@ConditionalOnBean(MigratedSchemas.class)
public final class SchemaObservationAutoConfiguration {

	/** Configuration with the application's observations. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(ObservationRegistry.class)
	static class ObservedConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TransitionObservers versionedSchemaTransitionObservers(ObservationRegistry registry) {
			return (schema, version) -> new TransitionObservations(registry, schema, version);
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
		TransitionObservers versionedSchemaMeteredTransitionObservers(ObjectProvider<MeterRegistry> meters) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters.getObject()));
			return (schema, version) -> new TransitionObservations(registry, schema, version);
		}

	}

}

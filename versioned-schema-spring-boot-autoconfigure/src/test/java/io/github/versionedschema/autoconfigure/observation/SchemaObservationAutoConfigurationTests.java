package io.github.versionedschema.autoconfigure.observation;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionObserver;
import io.github.versionedschema.autoconfigure.transition.TransitionObservers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests applications with and without observations and meters.
 */
class SchemaObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SchemaObservationAutoConfiguration.class))
		.withBean(MigratedSchemas.class);

	@Test
	void observesWithTheApplicationsObservations() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				run(context.getBean(TransitionObservers.class).observer("public", "02_new"));
				assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
			});
	}

	@Test
	void measuresWithoutObservationsOfTheApplication() {
		this.runner.withBean(SimpleMeterRegistry.class).run((context) -> {
			run(context.getBean(TransitionObservers.class).observer("public", "02_new"));
			assertThat(context.getBean(MeterRegistry.class)
				.get("versioned.schema.transitions")
				.tags("schema", "public", "transition", "expand", "outcome", "success")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void springBootMeasuresObservationsUnlessTheyAreDisabled() {
		ApplicationContextRunner actuator = this.runner
			.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class));
		actuator.run((context) -> {
			run(context.getBean(TransitionObservers.class).observer("public", "02_new"));
			assertThat(context.getBean(MeterRegistry.class).find("versioned.schema.transitions").timer()).isNotNull();
		});
		actuator.withPropertyValues("management.observations.enable.versioned.schema=false").run((context) -> {
			run(context.getBean(TransitionObservers.class).observer("public", "02_new"));
			assertThat(context.getBean(MeterRegistry.class).find("versioned.schema.transitions").timer()).isNull();
		});
	}

	@Test
	void worksWithoutMeters() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertThat(context).hasSingleBean(TransitionObservers.class));
	}

	@Test
	void backsOffWithoutObservationsAndMeters() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TransitionObservers.class));
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TransitionObservers.class));
	}

	private static void run(TransitionObserver observer) {
		Outcome outcome = observer.prepare(Transition.EXPAND).during(() -> Outcome.done("Done."));
		assertThat(outcome.changed()).isTrue();
	}

}

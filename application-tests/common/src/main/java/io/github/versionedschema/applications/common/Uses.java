package io.github.versionedschema.applications.common;

import java.util.List;

import jakarta.annotation.PostConstruct;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Beans that use the database at different moments. The property {@code uses} selects
 * them at startup; with ahead-of-time processing, conditions would already be evaluated
 * at build time.
 */
@Configuration(proxyBeanMethods = false)
@Import(Scheduling.class)
public class Uses {

	@Bean
	Sightings sightings(JdbcClient jdbc, Customers customers) {
		return new Sightings(jdbc, customers);
	}

	@Bean
	ApplicationListener<AvailabilityChangeEvent<?>> availability() {
		return new Availability();
	}

	@Bean
	@Lazy(false)
	InPostConstruct inPostConstruct(Sightings sightings, Environment environment) {
		return new InPostConstruct(sightings, isUsed(environment, "post-construct"));
	}

	@Bean
	ApplicationRunner inRunner(Sightings sightings, Environment environment) {
		return (args) -> {
			if (isUsed(environment, "runner")) {
				sightings.look("runner");
			}
		};
	}

	@Bean
	@Lazy(false)
	ListenerContainer listenerContainer(Sightings sightings, Environment environment) {
		return new ListenerContainer(sightings, isUsed(environment, "listener"));
	}

	static boolean isUsed(Environment environment, String moment) {
		return environment.getProperty("uses", List.class, List.of()).contains(moment);
	}

	/** Prints availability changes, as probes see them. */
	static final class Availability implements ApplicationListener<AvailabilityChangeEvent<?>> {

		@Override
		public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
			Announcement.of("availability", event.getState().toString());
		}

	}

	/** Uses the database while it is created. */
	static final class InPostConstruct {

		private final Sightings sightings;

		private final boolean used;

		InPostConstruct(Sightings sightings, boolean used) {
			this.sightings = sightings;
			this.used = used;
		}

		@PostConstruct
		void look() {
			if (this.used) {
				this.sightings.look("post-construct");
			}
		}

	}

}

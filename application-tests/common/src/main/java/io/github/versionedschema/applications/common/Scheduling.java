package io.github.versionedschema.applications.common;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Uses the database on a schedule. It is optional, because an application with scheduled
 * tasks never ends by itself.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "scheduling", matchIfMissing = true)
@EnableScheduling
class Scheduling {

	@Bean
	@Lazy(false)
	OnSchedule onSchedule(Sightings sightings, Environment environment) {
		return new OnSchedule(sightings, Uses.isUsed(environment, "scheduled"));
	}

	/** Reads the database twice a second. */
	static final class OnSchedule {

		private final Sightings sightings;

		private final boolean used;

		OnSchedule(Sightings sightings, boolean used) {
			this.sightings = sightings;
			this.used = used;
		}

		@Scheduled(fixedDelay = 500)
		void look() {
			if (this.used) {
				this.sightings.look("scheduled");
			}
		}

	}

}

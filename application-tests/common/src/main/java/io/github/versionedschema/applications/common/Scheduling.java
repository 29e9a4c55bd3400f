package io.github.versionedschema.applications.common;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Uses the database again and again. An application in which anything is scheduled never
 * ends by itself, so this can be left out.
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

	/** Looks at the database twice a second. */
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

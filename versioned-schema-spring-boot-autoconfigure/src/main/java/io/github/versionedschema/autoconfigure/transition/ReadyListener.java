package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tells {@link FencedReadiness} that the application is ready. A listener of the ready
 * event would be too early: Spring Boot accepts traffic after all of them have returned.
 */
final class ReadyListener implements SpringApplicationRunListener {

	@Override
	public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		context.getBeanProvider(FencedReadiness.class).ifAvailable(FencedReadiness::onReady);
	}

}

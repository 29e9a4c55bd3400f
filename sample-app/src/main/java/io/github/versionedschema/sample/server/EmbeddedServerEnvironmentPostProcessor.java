package io.github.versionedschema.sample.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Provides the application with a server if its configuration names none. Any setting of
 * the user takes precedence.
 */
final class EmbeddedServerEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private final Log log;

	EmbeddedServerEnvironmentPostProcessor(DeferredLogFactory logFactory) {
		this.log = logFactory.getLog(EmbeddedServerEnvironmentPostProcessor.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (namesServer(environment) || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		Path directory = Path.of(environment.getRequiredProperty("sample.data-directory"));
		SharedServer server = SharedServer.join(directory);
		// Runs after all application contexts are closed, as their pools need the server
		// until then.
		SpringApplication.getShutdownHandlers().add(server::close);
		environment.getPropertySources()
			.addLast(new MapPropertySource("embeddedServer",
					Map.of("spring.datasource.url", server.url(), "spring.datasource.username", server.user())));
		this.log.info(server.description());
	}

	private static boolean namesServer(ConfigurableEnvironment environment) {
		return Stream
			.of("spring.datasource.url", "spring.datasource.jndi-name", "spring.datasource.hikari.jdbc-url",
					"spring.datasource.hikari.data-source-class-name")
			.anyMatch(environment::containsProperty);
	}

}

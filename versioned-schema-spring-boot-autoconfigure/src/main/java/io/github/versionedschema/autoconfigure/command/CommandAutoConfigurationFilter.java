package io.github.versionedschema.autoconfigure.command;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Excludes from a command the auto-configurations on which no DataSource can depend.
 * Evaluating them takes longer than the command.
 */
final class CommandAutoConfigurationFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final List<String> ABOVE = Stream.concat(Stream
		.of("actuate.", "autoconfigure.admin.", "autoconfigure.aop.", "autoconfigure.availability.",
				"autoconfigure.info.", "autoconfigure.jmx.", "autoconfigure.task.", "data.", "health.", "hibernate.",
				"jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration", "jdbc.autoconfigure.health.",
				"jdbc.autoconfigure.metrics.", "jetty.", "micrometer.metrics.autoconfigure.MetricsAspects",
				"micrometer.metrics.autoconfigure.MetricsEndpoint", "micrometer.metrics.autoconfigure.jvm.",
				"micrometer.metrics.autoconfigure.logging.", "micrometer.metrics.autoconfigure.ssl.",
				"micrometer.metrics.autoconfigure.startup.", "micrometer.metrics.autoconfigure.system.",
				"micrometer.metrics.autoconfigure.task.", "persistence.", "reactor.netty.", "servlet.", "tomcat.",
				"transaction.autoconfigure.", "web.server.", "webflux.", "webmvc.")
		.map("org.springframework.boot."::concat),
			Stream.of("io.github.versionedschema.autoconfigure.actuate.",
					"io.github.versionedschema.autoconfigure.observation."))
		.toList();

	private boolean command;

	@Override
	public void setEnvironment(Environment environment) {
		this.command = environment instanceof ConfigurableEnvironment configurable
				&& CommandRequest.in(configurable) != null;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurationClasses[i];
			matches[i] = !this.command || name == null || !isAbove(name);
		}
		return matches;
	}

	private static boolean isAbove(String name) {
		return ABOVE.stream().anyMatch(name::startsWith);
	}

}

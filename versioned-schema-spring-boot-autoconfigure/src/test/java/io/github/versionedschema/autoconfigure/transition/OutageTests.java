package io.github.versionedschema.autoconfigure.transition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests a server crash while an application waits for another instance to expand.
 */
@ExtendWith(OutputCaptureExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
class OutageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private EmbeddedServer server;

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void startServer(@TempDir Path folder) {
		this.server = EmbeddedServer.start(Map.of());
		this.database = this.server.server().createDatabase();
		this.migrations = new MigrationFiles(folder).first();
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(Stream.of(Properties.of(this.database), new String[] { this.migrations.property() }, properties)
				.flatMap(Stream::of)
				.toArray(String[]::new))
			.run();
	}

	private CompletableFuture<ConfigurableApplicationContext> waiting(CapturedOutput output, String... properties) {
		CompletableFuture<ConfigurableApplicationContext> waiting = CompletableFuture.supplyAsync(
				() -> start(Stream
					.concat(Stream.of("versioned-schema.expand.on=never", "versioned-schema.expand.poll-interval=50ms"),
							Stream.of(properties))
					.toArray(String[]::new)));
		await().atMost(PATIENCE).until(() -> output.getOut().contains("Waiting for version"));
		return waiting;
	}

	@Test
	void isSatOutByAnApplicationThatWaits(CapturedOutput output) {
		CompletableFuture<ConfigurableApplicationContext> waiting = waiting(output);
		this.server.stopImmediately();
		await().atMost(PATIENCE).until(() -> output.getOut().contains("waiting up to 60 s for it to come back"));
		this.server.restart();
		await().atMost(PATIENCE).until(() -> output.getOut().contains("The database can be reached again"));
		start().close();
		assertThat(waiting).succeedsWithin(PATIENCE).satisfies((context) -> {
			try (context) {
				assertThat(context.getBean(VersionedSchema.class).isUsable()).isTrue();
			}
		});
	}

	@Test
	void endsTheStartWhenItLastsTooLong(CapturedOutput output) {
		CompletableFuture<ConfigurableApplicationContext> waiting = waiting(output,
				"versioned-schema.expand.longest-outage=10ms");
		this.server.stopImmediately();
		assertThat(waiting).failsWithin(PATIENCE);
		assertThat(output).contains("APPLICATION FAILED TO START", "The database cannot be reached");
		this.server.restart();
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

}

package io.github.versionedschema.autoconfigure.transition;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.FailureReport;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests the restarts of an application in development, with further and changed
 * migrations.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class AutomaticCompleteTests {

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
	}

	private ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(Stream
				.concat(Stream.of(Properties.of(this.database)),
						Stream.of(this.migrations.property(), "versioned-schema.complete.automatically=true"))
				.toArray(String[]::new))
			.properties(properties)
			.run();
	}

	private static long live(ConfigurableApplicationContext context) {
		return context.getBean(VersionedSchema.class)
			.status()
			.versions()
			.stream()
			.filter((version) -> version.state() == VersionState.LIVE)
			.count();
	}

	@Test
	void aRestartWithAFurtherMigrationCompletesIt(CapturedOutput output) {
		start().close();
		assertThat(output).doesNotContain("versioned-schema.complete.automatically is set");
		this.migrations.second();
		try (ConfigurableApplicationContext context = start()) {
			assertThat(live(context)).isOne();
			context.getBean(JdbcClient.class).sql("insert into customers (id, full_name) values (1, 'Ann')").update();
		}
		assertThat(this.database.jdbc().sql("select full_name from public.customers").query(String.class).single())
			.isEqualTo("Ann");
		assertThat(output).contains("versioned-schema.complete.automatically is set");
	}

	@Test
	void completesAtTheNextStartIfAnOlderInstanceIsRunning() {
		try (ConfigurableApplicationContext older = start()) {
			older.getBean(JdbcClient.class).sql("insert into customers values (1, 'Ann')").update();
			this.migrations.second();
			try (ConfigurableApplicationContext newer = start()) {
				assertThat(live(newer)).isEqualTo(2);
			}
			assertThat(older.getBean(JdbcClient.class).sql("select name from customers").query(String.class).single())
				.isEqualTo("Ann");
		}
		try (ConfigurableApplicationContext next = start()) {
			assertThat(live(next)).isOne();
		}
	}

	@Test
	void refusesAChangedFileOfAnAppliedMigration(CapturedOutput output) {
		start().close();
		this.migrations.add(MigrationFiles.FIRST + ".yaml", """
				operations:
				  - create_table:
				      name: customers
				      columns:
				        - { name: id, type: bigint, pk: true }
				        - { name: name, type: text }
				""");
		assertThatException().isThrownBy(this::start);
		FailureReport.requireExplained(output);
		assertThat(output).contains("was changed after it was applied");
	}

	@Test
	void doesNotCompleteIfAnotherProcessExpands() {
		start().close();
		this.migrations.second();
		start("versioned-schema.complete.automatically=false").close();
		try (ConfigurableApplicationContext context = start("versioned-schema.expand.on=never")) {
			assertThat(live(context)).isEqualTo(2);
		}
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

}

package io.github.versionedschema.autoconfigure.transition;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.support.FailureReport;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests the start of an older release while newer versions exist, as in a rollback.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("thorough")
class OlderReleaseTests {

	private TestDatabase database;

	private MigrationFiles older;

	private MigrationFiles newer;

	@BeforeEach
	void bringBothVersionsIntoBeing(TestDatabase database, @TempDir Path older, @TempDir Path newer) {
		this.database = database;
		this.older = new MigrationFiles(older).first();
		this.newer = new MigrationFiles(newer).first();
		start(this.newer).close();
		database.jdbc().sql("insert into customers values (1, 'Ann')").update();
		start(this.newer.second()).close();
	}

	private static ConfigurableApplicationContext start(TestDatabase database, MigrationFiles migrations) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(Stream.concat(Stream.of(Properties.of(database)), Stream.of(migrations.property()))
				.toArray(String[]::new))
			.run();
	}

	private ConfigurableApplicationContext start(MigrationFiles migrations) {
		return start(this.database, migrations);
	}

	@Test
	void startsAndAttachesAndChangesNothingWhileItsVersionIsLive() {
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		try (ConfigurableApplicationContext context = start(this.older)) {
			assertThat(context.getBean(JdbcClient.class).sql("select name from customers").query(String.class).single())
				.isEqualTo("Ann");
			assertThat(context.getBean(VersionedSchema.class).status().versions()).first().satisfies((version) -> {
				assertThat(version.name()).isEqualTo(MigrationFiles.FIRST);
				assertThat(version.sessions()).isNotEmpty();
			});
		}
		assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(before)).isEmpty();
	}

	@Test
	void isRefusedWithTheVersionToDeployInsteadAfterComplete(CapturedOutput output) {
		complete();
		assertThatException().isThrownBy(() -> start(this.older));
		FailureReport.requireExplained(output);
		assertThat(output).contains("Version \"01_create_customers\" was retired at",
				"Deploy a release for version \"02_full_name\", which is live.",
				"Deploy a release whose last migration is a live version");
	}

	@Test
	void noticesWithoutOpeningAConnectionThatItsVersionWasRetired() {
		try (ConfigurableApplicationContext context = start(this.older)) {
			MigratedSchema schema = context.getBean(MigratedSchema.class);
			assertThat(schema.check().version().isUsable()).isTrue();
			try (ConfigurableApplicationContext next = start(this.newer)) {
				next.getBean(VersionedSchema.class).complete(true);
			}
			await().untilAsserted(() -> {
				schema.check().refresh();
				assertThat(schema.check().version().isUsable()).isFalse();
			});
			assertThat(context.getBean(HikariDataSource.class).isRunning()).isFalse();
		}
	}

	@Test
	void startsAfterTheNewerWasAborted() {
		try (ConfigurableApplicationContext context = start(this.older)) {
			context.getBean(VersionedSchema.class).abort(false);
		}
		try (ConfigurableApplicationContext context = start(this.older)) {
			assertThat(context.getBean(JdbcClient.class).sql("select name from customers").query(String.class).single())
				.isEqualTo("Ann");
		}
	}

	@Test
	void stragglerWithAPathSetByHandMeetsATombstoneAfterComplete() throws SQLException {
		// A session of the application's role would block the retirement of the version.
		String role = this.database.createRole();
		this.database.jdbc().sql("alter role " + role + " superuser").update();
		PGSimpleDataSource byHand = this.database.dataSource(role, role);
		byHand.setCurrentSchema("public_01_create_customers,public");
		try (Connection straggler = byHand.getConnection(); Statement statement = straggler.createStatement()) {
			statement.execute("select name from customers");
			complete();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("select name from customers"))
				.withMessageContainingAll("\"customers\"", "composite type");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("insert into customers values (2, 'Bob')"))
				.withMessageContainingAll("\"customers\"", "composite type");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("select versioned_schema.attach('01_create_customers')"))
				.withMessageContaining("was retired and can never be used again")
				.withMessageContaining("Deploy a release for a live version: \"02_full_name\"");
		}
	}

	private void complete() {
		try (ConfigurableApplicationContext context = start(this.newer)) {
			assertThat(context.getBean(VersionedSchema.class).complete(false).changed()).isTrue();
		}
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

}

package io.github.versionedschema.autoconfigure.datasource;

import java.io.IOException;
import java.nio.file.Path;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.session.pin.PoolerInBetweenException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests with a real PgBouncer in front of the database.
 */
@PostgresTest
class PgBouncerTests {

	private TestDatabase database;

	private String migrations;

	@TempDir
	private Path folder;

	private PgBouncer pooler;

	@BeforeEach
	void requirePgBouncer(TestDatabase database, @TempDir Path migrations) {
		Assumptions.assumeTrue(PgBouncer.executable().isPresent(),
				"NOT CHECKED: PgBouncer is not installed (apt-get install pgbouncer)");
		this.database = database;
		this.migrations = new MigrationFiles(migrations).first().property();
	}

	@AfterEach
	void stopPooler() {
		if (this.pooler != null) {
			this.pooler.close();
		}
	}

	private ApplicationContextRunner application(String... settings) throws IOException {
		this.pooler = PgBouncer.start(this.database, this.folder, settings);
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class))
			.withPropertyValues(Properties.of(this.database))
			.withPropertyValues(this.migrations, "spring.datasource.url=" + this.pooler.url());
	}

	@ParameterizedTest
	@ValueSource(strings = { "transaction", "statement" })
	void leaderRefusesAPoolerThatSharesSessions(String mode) throws IOException {
		application("pool_mode = " + mode)
			.run((context) -> assertThatException().isThrownBy(context.getBean(DataSource.class)::getConnection)
				.withMessageContainingAll("pooler in transaction or statement mode", "Nothing was changed",
						"Give the leader a direct URL"));
		assertThat(this.database.jdbc().sql("select to_regclass('customers') is null").query(Boolean.class).single())
			.isTrue();
	}

	@Test
	void leaderWorksThroughAPoolerInSessionMode() throws IOException {
		application("pool_mode = session")
			.run((context) -> assertThatException().isThrownBy(context.getBean(DataSource.class)::getConnection));
		assertThat(
				this.database.jdbc().sql("select to_regclass('customers') is not null").query(Boolean.class).single())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "session", "transaction" })
	void applicationIsToldWhatItsPoolerDoesNotTake(String mode) throws IOException {
		application("pool_mode = " + mode).withPropertyValues("versioned-schema.datasource.url=" + this.database.url())
			.run((context) -> assertThatException().isThrownBy(context.getBean(DataSource.class)::getConnection)
				.isInstanceOf(PoolerInBetweenException.class)
				.withMessageContainingAll("session pooling mode", "track_extra_parameters = search_path"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "session", "transaction" })
	void connectionWhosePathThePoolerDroppedIsRefused(String mode) throws IOException {
		application("pool_mode = " + mode, "ignore_startup_parameters = search_path")
			.withPropertyValues("versioned-schema.datasource.url=" + this.database.url())
			.run((context) -> assertThatException().isThrownBy(context.getBean(DataSource.class)::getConnection)
				.havingRootCause()
				.withMessageContaining("search_path"));
	}

	@Test
	void applicationWorksThroughAPoolerInSessionModeThatPassesThePathOn() throws IOException {
		Assumptions.assumeTrue(PgBouncer.passesThePathOn(), "NOT CHECKED: this PgBouncer is older than 1.20");
		application("pool_mode = session", "track_extra_parameters = search_path").run((context) -> {
			String schema = JdbcClient.create(context.getBean(DataSource.class))
				.sql("select current_schema()")
				.query(String.class)
				.single();
			assertThat(schema).isEqualTo("public_01_create_customers");
		});
	}

	@Test
	void applicationIsRefusedByAPoolerInTransactionModeThatPassesThePathOn() throws IOException {
		Assumptions.assumeTrue(PgBouncer.passesThePathOn(), "NOT CHECKED: this PgBouncer is older than 1.20");
		application("pool_mode = transaction", "track_extra_parameters = search_path")
			.run((context) -> assertThatException().isThrownBy(context.getBean(DataSource.class)::getConnection)
				.withMessageContaining("pooler in transaction or statement mode"));
	}

}

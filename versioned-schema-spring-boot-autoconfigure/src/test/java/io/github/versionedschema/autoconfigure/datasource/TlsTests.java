package io.github.versionedschema.autoconfigure.datasource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the leader connects with the TLS settings of the pool.
 */
@Tag("thorough")
class TlsTests {

	private static TlsServer server;

	private TestDatabase database;

	private String migrations;

	@BeforeAll
	static void startServer(@TempDir Path folder) throws Exception {
		server = new TlsServer(folder);
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void createDatabase(@TempDir Path folder) {
		this.database = server.server().createDatabase();
		this.database.jdbc().sql("grant create on database " + this.database.name() + " to " + TlsServer.ROLE).update();
		this.database.jdbc().sql("grant all on schema public to " + TlsServer.ROLE).update();
		this.migrations = new MigrationFiles(folder).first().property();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	private ApplicationContextRunner application() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class))
			.withPropertyValues(this.migrations, "spring.datasource.url=" + this.database.url(),
					"spring.datasource.username=" + TlsServer.ROLE);
	}

	@ParameterizedTest
	@EnumSource
	void leaderHasTheCertificatesOf(PoolKind pool) {
		application().withInitializer(pool.withDriverProperties(server.driverProperties())::applyTo)
			.run(this::assertThatRoleExpanded);
	}

	@ParameterizedTest
	@EnumSource
	void leaderThatIsSentElsewhereHasTheCertificatesOf(PoolKind pool) {
		application().withInitializer(pool.withDriverProperties(server.driverProperties())::applyTo)
			.withPropertyValues("versioned-schema.datasource.url=" + this.database.url())
			.run(this::assertThatRoleExpanded);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void leaderHasTheCertificatesOfADataSourceClass(boolean elsewhere) {
		Map<String, String> properties = server.driverProperties();
		String prefix = "spring.datasource.hikari.data-source-properties.";
		application().withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/unused",
				"spring.datasource.hikari.data-source-class-name=org.postgresql.ds.PGSimpleDataSource",
				prefix + "url=" + this.database.url(), prefix + "sslMode=" + properties.get("sslmode"),
				prefix + "sslRootCert=" + properties.get("sslrootcert"), prefix + "sslKey=" + properties.get("sslkey"),
				prefix + "sslPassword=" + properties.get("sslpassword"),
				"versioned-schema.datasource.url=" + (elsewhere ? this.database.url() : ""))
			.run(this::assertThatRoleExpanded);
	}

	private void assertThatRoleExpanded(AssertableApplicationContext context) {
		JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
		assertThat(
				jdbc.sql("select client_dn from pg_stat_ssl where pid = pg_backend_pid()").query(String.class).single())
			.isEqualTo("/CN=" + TlsServer.ROLE);
		List<String> owners = this.database.jdbc()
			.sql("select tableowner from pg_tables where tablename = 'customers'")
			.query(String.class)
			.list();
		assertThat(owners).containsExactly(TlsServer.ROLE);
	}

}

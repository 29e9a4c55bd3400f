package io.github.versionedschema.autoconfigure.diagnostics;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;

import javax.sql.DataSource;

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
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests the failure analyses of mistakes that prevent an application from starting.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	private TestDatabase database;

	private MigrationFiles migrations;

	private CapturedOutput output;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder, CapturedOutput output) {
		this.database = database;
		this.migrations = new MigrationFiles(folder);
		this.output = output;
	}

	private void succeeds(String... properties) {
		application(Application.class, properties).run().close();
	}

	private void fails(String... properties) {
		fails(Application.class, properties);
	}

	private void fails(Class<?> application, String... properties) {
		assertThatException().isThrownBy(() -> application(application, properties).run());
		FailureReport.requireExplained(this.output);
	}

	private SpringApplicationBuilder application(Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(Stream
				.of(Arrays.stream(Properties.of(this.database)), Stream.of(this.migrations.property()),
						Arrays.stream(properties))
				.flatMap((some) -> some)
				.toArray(String[]::new));
	}

	private String tables() {
		return this.database.jdbc()
			.sql("select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class "
					+ "where relkind = 'r' and relnamespace = 'public'::regnamespace")
			.query(String.class)
			.single();
	}

	@Test
	void filesThatCannotBeRead() {
		this.migrations.first().add("02_wrong.yaml", "operations:\n  - add_colum: {table: customers}\n  - sql: {}\n");
		fails();
		assertThat(this.output).contains("02_wrong.yaml:2", "Did you mean 'add_column'?", "02_wrong.yaml:3")
			.contains("--versioned-schema.command=validate");
		assertThat(tables()).isEmpty();
	}

	@Test
	void migrationsThatCannotWork() {
		this.migrations.first();
		succeeds();
		this.migrations.add("02_wrong.yaml", """
				operations:
				  - drop_column: {table: customer, column: name}
				  - add_column: {table: customers, column: {name: x, type: text}, up: lower(nme)}
				""");
		fails();
		assertThat(this.output)
			.contains("02_wrong.yaml:2 operation 1 (drop_column)", "Did you mean \"customers\"?",
					"02_wrong.yaml:3 operation 2 (add_column)", "column \"nme\" does not exist")
			.contains("Nothing was changed", "--versioned-schema.command=plan");
	}

	@Test
	void noFolderOfMigrations() {
		fails("versioned-schema.locations=classpath:db/nowhere/");
		assertThat(this.output).contains("There is no migration folder at classpath:db/nowhere/")
			.contains("versioned-schema.locations", "versioned-schema.enabled=false");
	}

	@Test
	void aVersionThatNoFileLeadsTo() {
		this.migrations.first();
		fails("versioned-schema.version=02_nowhere");
		assertThat(this.output).contains("02_nowhere", "Correct versioned-schema.version");
	}

	@Test
	void aDatabaseThatIsNotThere() {
		this.migrations.first();
		fails("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere");
		assertThat(this.output).contains("The database cannot be reached", "127.0.0.1:1")
			.contains("Check that the server runs", "versioned-schema.datasource.url");
	}

	@Test
	void aWrongPassword() {
		this.migrations.first();
		fails("spring.datasource.username=" + this.database.name() + "_nobody");
		assertThat(this.output).contains("The database cannot be reached", "(SQLSTATE 28");
	}

	@Test
	void currentSchemaInTheUrl() {
		this.migrations.first();
		fails("spring.datasource.url=" + this.database.url() + (this.database.url().contains("?") ? "&" : "?")
				+ "currentSchema=public");
		assertThat(this.output).contains("sets currentSchema")
			.contains("Remove currentSchema from spring.datasource.url", "versioned-schema.schema");
	}

	@Test
	void aRoleThatMayNotChangeTheSchema() {
		this.migrations.first();
		String role = this.database.createRole();
		fails("spring.datasource.username=" + role, "spring.datasource.password=" + role);
		assertThat(this.output).containsIgnoringCase("grant create on database \"" + this.database.name() + "\"")
			.contains("versioned-schema.datasource.username");
		assertThat(tables()).isEmpty();
	}

	@Test
	void tablesOfAnotherRole() {
		this.database.jdbc().sql("create table customers (id int primary key, name text)").update();
		this.database.jdbc().sql("create table old_customers (id int)").update();
		this.migrations.second().add("03_drop.yaml", "operations:\n  - drop_table: {name: old_customers}\n");
		String role = this.database.createRole();
		this.database.jdbc().sql("grant create on database " + this.database.name() + " to " + role).update();
		fails("versioned-schema.datasource.username=" + role, "versioned-schema.datasource.password=" + role);
		assertThat(this.output)
			.contains("table \"customers\": it belongs to role " + this.database.user(),
					"table \"old_customers\": it belongs to role " + this.database.user())
			.contains("GRANT " + this.database.user() + " TO " + role)
			.contains("Nothing was changed");
		assertThat(this.database.jdbc()
			.sql("select count(*) from pg_namespace where nspname like '%02_%' or nspname = 'versioned_schema'")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void sqlThatFails() {
		this.migrations.first();
		succeeds();
		this.migrations.add("02_wrong.yaml", "operations:\n  - sql: {up: select 1 / 0}\n");
		fails();
		assertThat(this.output).contains("division by zero", "was undone", "--versioned-schema.command=validate");
	}

	@Test
	void aTableThatSomebodyHoldsLocked() throws SQLException {
		this.migrations.first();
		succeeds();
		this.migrations.add("02_type.yaml",
				"operations:\n  - alter_column: {table: customers, column: id, type: bigint}\n");
		try (Connection holder = this.database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("set application_name to 'nightly report'");
			statement.execute("lock table customers in access share mode");
			fails("versioned-schema.lock-tries=3");
		}
		assertThat(this.output).contains("nightly report", "End the blocking sessions", "versioned-schema.lock-tries");
	}

	@Test
	void aLeaderThatLosesItsConnection() {
		this.migrations.first();
		succeeds();
		this.migrations.add("02_lost.yaml", """
				operations:
				  - add_column: {table: customers, column: {name: x, type: text}, up: end_session(name)}
				""");
		this.database.jdbc()
			.sql("""
					create function end_session(text) returns text language plpgsql as
					'begin if current_query() like ''%update%'' then perform pg_terminate_backend(pg_backend_pid()); end if; return $1; end'
					""")
			.update();
		this.database.jdbc().sql("insert into customers values (1, 'Ann')").update();
		fails();
		assertThat(this.output).contains("The connection that leads the migration was lost", "terminating connection")
			.contains("Start again: what was done is kept")
			.doesNotContain("Application exception overridden");
	}

	@Test
	void aVersionThatWasRetired() {
		this.migrations.first();
		succeeds();
		this.migrations.second();
		succeeds();
		this.database.jdbc()
			.sql("update versioned_schema.version set state = 'retired' where name = '" + MigrationFiles.FIRST + "'")
			.update();
		fails("versioned-schema.version=" + MigrationFiles.FIRST);
		assertThat(this.output).contains("retired", MigrationFiles.SECOND, "Deploy a release");
	}

	@Test
	void aVersionThatNobodyBringsIntoBeing() {
		this.migrations.first();
		fails("versioned-schema.expand.on=never", "versioned-schema.expand.wait-timeout=100ms",
				"versioned-schema.expand.poll-interval=20ms");
		assertThat(this.output).contains("--versioned-schema.command=expand", "versioned-schema.expand.on=ready");
	}

	@Test
	void aDataSourceThatCannotBePinned() {
		this.migrations.first();
		fails(Sealed.class);
		assertThat(this.output).contains("cannot be pinned to the application's version");
	}

	@Test
	void aFailureWhoseCauseAFrameworkSwallows() {
		this.migrations.add("01_wrong.yaml", "operations:\n  - drop_table: {name: nowhere}\n");
		fails(Swallowing.class);
		assertThat(this.output).contains("01_wrong.yaml", "\"nowhere\"", "Correct the migrations");
	}

	@Test
	void anEmbeddedDatabaseInATest() {
		this.migrations.first();
		fails(Embedded.class);
		assertThat(this.output).contains("it is an embedded database, and the migrations are for PostgreSQL")
			.contains("spring.test.database.replace=none", "versioned-schema.enabled=false");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

	/** Swallows the cause, as Hibernate does when it reports an unknown dialect. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Swallowing {

		@Bean
		String dialect(DataSource dataSource) {
			try (Connection connection = dataSource.getConnection()) {
				return connection.getMetaData().getDatabaseProductName();
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The dialect is not known");
			}
		}

	}

	/** Replaces the DataSource, as a test slice does. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(VersionedSchemaAutoConfiguration.class)
	static class Embedded {

		@Bean
		NoDatabaseFactoryBean dataSource() {
			return new NoDatabaseFactoryBean();
		}

	}

	/** Creates a DataSource without a pool. */
	static class NoDatabaseFactoryBean implements FactoryBean<EmbeddedDatabase> {

		@Override
		public EmbeddedDatabase getObject() {
			return new NoDatabase();
		}

		@Override
		public Class<?> getObjectType() {
			return EmbeddedDatabase.class;
		}

	}

	static class NoDatabase extends NoConnections implements EmbeddedDatabase {

		@Override
		public void shutdown() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(VersionedSchemaAutoConfiguration.class)
	static class Sealed {

		@Bean
		DataSource dataSource() {
			return new NoConnections();
		}

	}

	static class NoConnections extends AbstractDataSource {

		@Override
		public Connection getConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Connection getConnection(String username, String password) {
			throw new UnsupportedOperationException();
		}

	}

}

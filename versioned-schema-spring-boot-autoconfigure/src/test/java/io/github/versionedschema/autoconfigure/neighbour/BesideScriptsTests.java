package io.github.versionedschema.autoconfigure.neighbour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class BesideScriptsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
					VersionedSchemaAutoConfiguration.class, BesideScriptsAutoConfiguration.class));

	private TestDatabase database;

	private MigrationFiles migrations;

	private String script;

	@BeforeEach
	void create(TestDatabase database, @TempDir Path folder) throws IOException {
		this.database = database;
		this.migrations = new MigrationFiles(Files.createDirectory(folder.resolve("migrations"))).first();
		Path file = folder.resolve("schema-postgresql.sql");
		Files.writeString(file, "create table jobs (name text)");
		this.script = file.toUri().toString();
	}

	private ApplicationContextRunner application() {
		return this.runner.withPropertyValues(Properties.of(this.database))
			.withPropertyValues(this.migrations.property(), "script=" + this.script);
	}

	@Test
	void tablesOfALibraryAreTheSameForEachVersion() {
		ApplicationContextRunner library = application().withBean(Library.class, () -> new Library(this.script))
			.withUserConfiguration(LibraryConfiguration.class);
		library.run((context) -> JdbcClient.create(context.getBean(DataSource.class))
			.sql("insert into jobs values ('nightly')")
			.update());
		this.migrations.second();
		library.run((context) -> {
			JdbcClient client = JdbcClient.create(context.getBean(DataSource.class));
			assertThat(client.sql("select current_schema()").query(String.class).single())
				.isEqualTo("public_02_full_name");
			assertThat(client.sql("select name from jobs").query(String.class).list()).containsExactly("nightly");
		});
		assertThat(schemasOfJobs()).containsExactly("public");
	}

	@Test
	void tablesOfAnInitializerWithoutPropertiesAreInTheBaseSchema() {
		application().withUserConfiguration(PlainConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(schemasOfJobs()).containsExactly("public");
		});
	}

	@Test
	void tablesAreInTheBaseSchemaAlsoIfItIsNotOnThePathOfTheRole() {
		this.database.jdbc().sql("create schema shop").update();
		application().withPropertyValues("versioned-schema.schema=shop")
			.withUserConfiguration(PlainConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(schemasOfJobs()).containsExactly("shop");
			});
	}

	@Test
	void schemaSqlComesBeforeMigrations() {
		this.migrations.add("02_more_of_jobs.yaml", """
				operations:
				  - add_column: { table: jobs, column: { name: number, type: int, nullable: true } }
				""");
		withSchemaSql().run((context) -> {
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select number from jobs")
				.query(Integer.class)
				.list()).isEmpty();
			assertThat(this.database.jdbc()
				.sql("select relnamespace::regnamespace::text from pg_class where relname = 'jobs' and relkind = 'r'")
				.query(String.class)
				.list()).containsExactly("public");
		});
	}

	@Test
	void onADatabaseThatWasEmptyTheFirstStartCompletes() {
		this.migrations.add("02_more_of_jobs.yaml", """
				operations:
				  - add_column: { table: jobs, column: { name: number, type: int, nullable: true } }
				""");
		withSchemaSql().run((context) -> {
			assertThat(context.getBean(VersionedSchema.class).status().phase()).isEqualTo(MigrationPhase.STEADY);
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select number from jobs")
				.query(Integer.class)
				.list()).isEmpty();
		});
	}

	@Test
	void onADatabaseThatHadTablesTheFirstStartDoesNotComplete() {
		this.database.jdbc().sql("create table made_before (id int)").update();
		withSchemaSql().run((context) -> assertThat(context.getBean(VersionedSchema.class).status().phase())
			.isEqualTo(MigrationPhase.EXPANDED));
	}

	@Test
	void onADatabaseThatWasEmptyTheFirstStartDoesNotCompleteBesideSessionsOnNoVersion() throws SQLException {
		try (Connection other = this.database.dataSource().getConnection()) {
			withSchemaSql().run((context) -> assertThat(context.getBean(VersionedSchema.class).status().phase())
				.isEqualTo(MigrationPhase.EXPANDED));
			assertThat(other.isValid(5)).isTrue();
		}
	}

	private ApplicationContextRunner withSchemaSql() {
		return application().withPropertyValues("versioned-schema.expand.on=startup", "spring.sql.init.mode=always",
				"spring.sql.init.schema-locations=" + this.script);
	}

	private List<String> schemasOfJobs() {
		return this.database.jdbc()
			.sql("select schemaname from pg_tables where tablename = 'jobs'")
			.query(String.class)
			.list();
	}

	/**
	 * Initializer like the one of Spring Batch: selects its script by the kind of
	 * database.
	 */
	static final class Library extends DatabaseInitializationProperties {

		Library(String script) {
			setSchema(script.replace("postgresql", "@@platform@@"));
			setInitializeSchema(DatabaseInitializationMode.ALWAYS);
		}

		@Override
		public String getDefaultSchemaLocation() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LibraryConfiguration {

		@Bean
		PropertiesBasedDataSourceScriptDatabaseInitializer<Library> initializer(DataSource dataSource,
				Library library) {
			return new PropertiesBasedDataSourceScriptDatabaseInitializer<>(dataSource, library);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainConfiguration {

		@Bean
		DataSourceScriptDatabaseInitializer initializer(DataSource dataSource, Environment environment) {
			DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
			settings.setSchemaLocations(List.of(environment.getRequiredProperty("script")));
			settings.setMode(DatabaseInitializationMode.ALWAYS);
			return new DataSourceScriptDatabaseInitializer(dataSource, settings);
		}

	}

}

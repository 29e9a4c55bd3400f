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
import io.github.versionedschema.autoconfigure.support.UnattachedPool;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Flyway and Liquibase create tables before the first migration changes them.
 */
@PostgresTest
@Tag("thorough")
class BesideMigrationToolsTests {

	private static final String ADDS_NUMBER = """
			operations:
			  - add_column: { table: jobs, column: { name: number, type: int, nullable: true } }
			  - alter_column: { table: jobs, column: name, type: varchar(100), down: name }
			""";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
				LiquibaseAutoConfiguration.class, VersionedSchemaAutoConfiguration.class,
				BesideFlywayAutoConfiguration.class, BesideLiquibaseAutoConfiguration.class));

	private TestDatabase database;

	private Path folder;

	private MigrationFiles migrations;

	@BeforeEach
	void create(TestDatabase database, @TempDir Path folder) throws IOException {
		this.database = database;
		this.folder = folder;
		Files.createDirectory(folder.resolve("flyway"));
		Files.createDirectory(folder.resolve("ours"));
		this.migrations = new MigrationFiles(folder.resolve("ours")).add("01_number.yaml", ADDS_NUMBER);
	}

	private ApplicationContextRunner application(Tool tool) throws IOException {
		tool.write(this.folder, 1, "create table jobs (name text); insert into jobs values ('nightly')");
		return withoutFiles(tool);
	}

	private ApplicationContextRunner withoutFiles(Tool tool) {
		return this.runner.withPropertyValues(Properties.of(this.database))
			.withPropertyValues(tool.properties(this.folder))
			.withPropertyValues(this.migrations.property(), "versioned-schema.expand.on=startup");
	}

	@ParameterizedTest
	@EnumSource
	void onADatabaseThatWasEmptyTheFirstStartCompletes(Tool tool) throws IOException {
		application(tool).run((context) -> {
			assertThat(phase(context)).isEqualTo(MigrationPhase.STEADY);
			requireNumberOfJob(context);
			assertThat(viewsOfJobs()).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void theFirstUseOfTheDatabaseCompletesToo(Tool tool) throws IOException {
		application(tool).withPropertyValues("versioned-schema.expand.on=ready").run((context) -> {
			requireNumberOfJob(context);
			assertThat(phase(context)).isEqualTo(MigrationPhase.STEADY);
		});
	}

	@ParameterizedTest
	@EnumSource
	void severalMigrationsOfOursAreCompletedTogether(Tool tool) throws IOException {
		this.migrations.add("02_rename.yaml",
				"operations: [{ rename_column: { table: jobs, from: number, to: position } }]");
		application(tool).run((context) -> {
			assertThat(phase(context)).isEqualTo(MigrationPhase.STEADY);
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select position from jobs")
				.query(Integer.class)
				.list()).hasSize(1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatTheToolMakesIsInTheBaseSchema(Tool tool) throws IOException {
		application(tool).run((context) -> assertThat(this.database.jdbc()
			.sql("select distinct schemaname from pg_tables where schemaname like 'public%' and tablename in ('jobs', ?)")
			.params(tool.table)
			.query(String.class)
			.list()).containsExactly("public"));
	}

	@ParameterizedTest
	@EnumSource
	void onADatabaseThatHadTablesTheFirstStartDoesNotComplete(Tool tool) throws IOException {
		this.database.jdbc().sql("create table made_before (id int)").update();
		application(tool).run((context) -> assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED));
	}

	@ParameterizedTest
	@EnumSource
	void onTablesThatTheToolMadeForAnOlderReleaseTheFirstStartDoesNotComplete(Tool tool) throws IOException {
		application(tool).withPropertyValues("versioned-schema.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(VersionedSchema.class));
		application(tool).run((context) -> {
			assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED);
			requireNumberOfJob(context);
		});
	}

	@ParameterizedTest
	@EnumSource
	void besideAPoolOnNoVersionTheFirstMigrationIsRefused(Tool tool) throws IOException, SQLException {
		try (UnattachedPool other = new UnattachedPool(this.database.dataSource())) {
			application(tool).run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("attached to no version", "Expand changes the columns of table jobs",
						"First deploy a release that has the starter"));
			assertThat(other.works()).isTrue();
		}
		assertThat(this.database.jdbc().sql("select * from jobs").query().listOfRows()).singleElement()
			.satisfies((row) -> assertThat(row).containsOnlyKeys("name"));
	}

	@ParameterizedTest
	@EnumSource
	void ifAllowedBesideASessionOnNoVersionTheFirstStartDoesNotComplete(Tool tool) throws IOException, SQLException {
		try (Connection other = this.database.dataSource().getConnection()) {
			application(tool).withPropertyValues("versioned-schema.expand.beside-unattached-sessions=true")
				.run((context) -> assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED));
			assertThat(other.isValid(5)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecondStartOfTheSameReleaseChangesNothing(Tool tool) throws IOException {
		application(tool).run((context) -> requireNumberOfJob(context));
		application(tool).run((context) -> {
			assertThat(phase(context)).isEqualTo(MigrationPhase.STEADY);
			requireNumberOfJob(context);
		});
	}

	@ParameterizedTest
	@EnumSource
	void aLaterReleaseStaysExpandedBesideTheOneThatIsAttached(Tool tool) throws IOException {
		application(tool).run((first) -> {
			requireNumberOfJob(first);
			later(tool).run((second) -> {
				assertThat(phase(second)).isEqualTo(MigrationPhase.EXPANDED);
				assertThat(JdbcClient.create(second.getBean(DataSource.class))
					.sql("select rank from jobs cross join more")
					.query(Integer.class)
					.list()).isEmpty();
				requireNumberOfJob(first);
			});
		});
	}

	@ParameterizedTest
	@EnumSource
	void aLaterReleaseStaysExpandedWhereNobodyIsAttached(Tool tool) throws IOException {
		application(tool).run((context) -> requireNumberOfJob(context));
		later(tool).run((context) -> assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED));
	}

	@ParameterizedTest
	@EnumSource
	void whileTwoVersionsAreLiveTheToolDoesNotAlterTheirTables(Tool tool) throws IOException {
		application(tool).run((context) -> requireNumberOfJob(context));
		this.migrations.add("02_rank.yaml", "operations: [{ rename_column: { table: jobs, from: number, to: rank } }]");
		// Liquibase does not look again at a changelog that this process found up to
		// date.
		withoutFiles(tool).withPropertyValues("spring.flyway.enabled=false", "spring.liquibase.enabled=false")
			.run((context) -> assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED));
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		tool.write(this.folder, 2, "alter table jobs add column added int");
		withoutFiles(tool).run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContainingAll("alters", "jobs", "live versions see through views", "was rolled back",
					"Complete or abort that migration first"));
		assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(before)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whileTwoVersionsAreLiveTheToolChangesWhatNoVersionSeesThroughViews(Tool tool) throws IOException {
		application(tool).run((context) -> requireNumberOfJob(context));
		later(tool).run((context) -> assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED));
		tool.write(this.folder, 3, "alter table more add column text text; update jobs set name = 'daily'");
		withoutFiles(tool).run((context) -> {
			assertThat(phase(context)).isEqualTo(MigrationPhase.EXPANDED);
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select name from jobs left join more on text = name")
				.query(String.class)
				.list()).containsExactly("daily");
		});
	}

	private ApplicationContextRunner later(Tool tool) throws IOException {
		tool.write(this.folder, 2, "create table more (id int)");
		this.migrations.add("02_rank.yaml", "operations: [{ rename_column: { table: jobs, from: number, to: rank } }]");
		return withoutFiles(tool);
	}

	private static MigrationPhase phase(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean(VersionedSchema.class).status().phase();
	}

	private static void requireNumberOfJob(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		JdbcClient client = JdbcClient.create(context.getBean(DataSource.class));
		client.sql("update jobs set number = 7").update();
		assertThat(client.sql("select name || number from jobs").query(String.class).list())
			.containsExactly("nightly7");
	}

	private List<String> viewsOfJobs() {
		return this.database.jdbc()
			.sql("select schemaname from pg_views where viewname = 'jobs'")
			.query(String.class)
			.list();
	}

	/** Other migration tools. */
	enum Tool {

		FLYWAY("flyway_schema_history") {

			@Override
			void write(Path folder, int version, String sql) throws IOException {
				Files.writeString(folder.resolve("flyway/V" + version + "__step.sql"), sql);
			}

			@Override
			String[] properties(Path folder) {
				return new String[] { "spring.liquibase.enabled=false",
						"spring.flyway.locations=filesystem:" + folder.resolve("flyway"),
						"spring.flyway.baseline-on-migrate=true", "spring.flyway.baseline-version=0" };
			}

		},

		LIQUIBASE("databasechangelog") {

			@Override
			void write(Path folder, int version, String sql) throws IOException {
				Path file = folder.resolve("changelog.sql");
				String before = (version > 1) ? Files.readString(file) : "--liquibase formatted sql\n";
				Files.writeString(file, before + "--changeset ann:" + version + "\n" + sql + ";\n");
			}

			@Override
			String[] properties(Path folder) {
				return new String[] { "spring.flyway.enabled=false",
						"spring.liquibase.change-log=" + folder.resolve("changelog.sql").toUri() };
			}

		};

		private final String table;

		Tool(String table) {
			this.table = table;
		}

		abstract void write(Path folder, int version, String sql) throws IOException;

		abstract String[] properties(Path folder);

	}

}

package io.github.versionedschema.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.MigrationFiles;
import io.github.versionedschema.migration.MigrationFolder;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.testing.SchemaMigrations.Configured;
import io.github.versionedschema.testing.database.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class MigrationAssertTests {

	private static final String ROWS = "insert into person values (1, 'Mary Ann Smith'), (2, 'Bob')";

	@TempDir
	private Path folder;

	private SchemaMigrations migrations;

	private TestDatabase configured;

	@BeforeEach
	void prepare(TestDatabase database) throws IOException {
		this.configured = database;
		file("01_person", """
				operations:
				  - create_table:
				      name: person
				      columns:
				        - { name: id, type: int, pk: true }
				        - { name: name, type: text, nullable: true }
				""");
		this.migrations = new SchemaMigrations(() -> new Configured(VersionedSchemaSettings.of("public"),
				new MigrationFiles(() -> new MigrationReader(Operations.types()),
						new MigrationFolder(new PathMatchingResourcePatternResolver(), List.of("file:" + this.folder))),
				new TestDatabases(() -> database.dataSource().getConnection(),
						(name) -> () -> database.server().dataSource(name).getConnection())));
	}

	private void file(String name, String content) throws IOException {
		Files.writeString(this.folder.resolve(name + ".yaml"), content);
	}

	private void second(String expressions) throws IOException {
		file("02_full_name", """
				operations:
				  - alter_column:
				      table: person
				      column: name
				      type: varchar(40)
				""" + expressions.indent(6));
	}

	@Test
	void passesForTheFirstMigrationOfAnExistingDatabase() {
		assertThat(this.migrations).startingWith("create table animal (name text); insert into animal values ('Rex')")
			.older("reads its table", (release) -> release.sql("select * from animal").query().listOfRows())
			.newer("inserts", (release) -> release.sql(ROWS).update())
			.keepReleaseWorking("01_person");
	}

	@Test
	void refusesTheFirstMigrationOfAnEmptyDatabase() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> assertThat(this.migrations).keepReleaseWorking("01_person"))
			.withMessageContaining("startingWith");
	}

	@Test
	void passesForAMigrationThatKeepsValues() throws IOException {
		second("up: left(name, 40)\ndown: name");
		assertThat(this.migrations).withRows(ROWS)
			.older("updates", (release) -> release.sql("update person set name = 'Jo' where id = 1").update())
			.newerThenOlder("the older release sees new rows",
					(release) -> release.sql("insert into person values (3, 'Eve')").update(),
					(release) -> assertThat(
							release.sql("select name from person where id = 3").query(String.class).single())
						.isEqualTo("Eve"))
			.keepReleaseWorking("02_full_name");
	}

	@Test
	void leavesNoDatabase() throws IOException {
		second("up: left(name, 40)\ndown: name");
		assertThat(this.migrations).withRows(ROWS).keepReleaseWorking("02_full_name");
		assertThat(this.configured.server()
			.jdbc()
			.sql("select datname from pg_database where starts_with(datname, 'versioned_schema_test_'"
					+ " || (select oid from pg_database where datname = ?) || '_')")
			.param(this.configured.name())
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void failsIfDownLosesValues() throws IOException {
		second("up: left(name, 40)\ndown: left(name, 4)");
		failsWith("02_full_name", ROWS, "Phase:    both versions live, after expand", "older, version",
				"written its rows again", "- person", "Mary Ann Smith");
	}

	@Test
	void failsIfAProbeOfTheOlderReleaseFails() throws IOException {
		file("02_checked", """
				operations:
				  - sql:
				      up: alter table person add check (length(name) < 20)
				      down: alter table person drop constraint person_name_check
				""");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.migrations).withRows(ROWS)
				.older("stores a long name",
						(release) -> release.sql("insert into person values (9, repeat('x', 30))").update())
				.keepReleaseWorking("02_checked"))
			.satisfies((error) -> assertThat(error.getMessage())
				.contains("older, version \"01_person\"", "stores a long name", "insert into person values (9",
						"person_name_check")
				.contains(Page.snippets().get("Failure").strip().split("\n")));
	}

	@Test
	void failsIfAnAssertionOfAProbeFails() throws IOException {
		second("up: upper(name)\ndown: name");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.migrations).acceptingDifferentValues()
				.olderThenNewer("the newer release sees the name", (release) -> release.sql(ROWS).update(),
						(release) -> assertThat(
								release.sql("select name from person where id = 2").query(String.class).single())
							.isEqualTo("Bob"))
				.keepReleaseWorking("02_full_name"))
			.satisfies((error) -> assertThat(error.getMessage()).contains("newer, version \"02_full_name\"",
					"the newer release sees the name", "select name from person where id = 2", "BOB"));
	}

	@Test
	void passesIfAColumnIsRemoved() throws IOException {
		file("02_without_name", "operations:\n  - drop_column: { table: person, column: name, down: \"'unknown'\" }\n");
		assertThat(this.migrations).withRows(ROWS).keepReleaseWorking("02_without_name");
	}

	@Test
	void failsIfAProbeFailsBeforeTheMigration() throws IOException {
		second("up: left(name, 40)\ndown: name");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.migrations)
				.older("reads what is not there",
						(release) -> release.sql("select nothing from person").query().listOfRows())
				.keepReleaseWorking("02_full_name"))
			.withMessageContaining("Phase:    before the migration");
	}

	@Test
	void failsIfExpandFails() throws IOException {
		second("up: no_such_function(name)\ndown: name");
		failsWith("02_full_name", ROWS, "no_such_function");
	}

	@Test
	void failsIfAbortLeavesSomething() throws IOException {
		file("02_leftover", """
				operations:
				  - sql:
				      up: create table leftover (id int)
				      down: select 1
				""");
		failsWith("02_leftover", ROWS, "Phase:    abort", "+ relation | public.leftover");
	}

	@Test
	void failsForAnUnknownMigration() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> assertThat(this.migrations).keepReleaseWorking("03_none"))
			.withMessageContaining("01_person");
	}

	private void failsWith(String migration, String rows, String... parts) {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.migrations).withRows(rows).keepReleaseWorking(migration))
			.satisfies((error) -> assertThat(error.getMessage()).contains(parts));
	}

}

package io.github.versionedschema.description;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the first migration can be written from a database.
 */
@PostgresTest
@Tag("thorough")
class BaselineFileTests {

	private static final String NEXT = "operations: [{create_table: {name: added, columns: [{name: id, type: int, pk: true}]}}]";

	@ParameterizedTest
	@ValueSource(strings = { "baselines/objects-of-all-kinds.sql", "baselines/quartz.sql", "baselines/spring-batch.sql",
			"baselines/spring-session.sql", "attributes/shop.sql", "round-trips/orders.sql", "round-trips/users.sql",
			"changes/users.sql", "lint/tables.sql", "mistakes/tables.sql" })
	void aFreshDatabaseThatRunsTheFileEqualsTheOneItWasWrittenFrom(String script, TestDatabase database)
			throws IOException {
		run(database, script);
		CatalogueSnapshot original = CatalogueSnapshot.of(database, "public");
		BaselineFile written = write(database);
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(original)).as("writing").isEmpty();
		recreate(database);
		try (VersionedSchema fresh = schema(database, file("00_baseline", written.text()))) {
			fresh.expand();
			assertThat(fresh.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(original)).as(written.text()).isEmpty();
		assertThat(write(database).text()).isEqualTo(written.text());
	}

	@Test
	void aDatabaseThatHasTheObjectsCountsAsHavingTheVersion(TestDatabase database) throws IOException {
		run(database, "baselines/objects-of-all-kinds.sql");
		CatalogueSnapshot original = CatalogueSnapshot.of(database, "public");
		Resource baseline = file("00_baseline", "# Another comment\n" + write(database).text());
		try (VersionedSchema schema = schema(database, baseline)) {
			assertThat(schema.plan()).isNull();
			assertThat(schema.validate()).isEmpty();
			assertThat(schema.expand().changed()).isTrue();
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.STEADY);
			assertThat(schema.isUsable()).isTrue();
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(original)).isEmpty();
		try (VersionedSchema next = schema(database, baseline, file("01_next", NEXT))) {
			next.expand();
			assertThat(next.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			next.complete(false);
		}
	}

	@Test
	void whatFollowsTheBaselineIsExpandedInADatabaseThatHasTheObjects(TestDatabase database) throws IOException {
		run(database, "round-trips/orders.sql");
		try (VersionedSchema schema = schema(database, file("00_baseline", write(database).text()),
				file("01_next", NEXT))) {
			assertThat(schema.plan()).isNotNull().satisfies((plan) -> assertThat(plan.migrations()).hasSize(1));
			schema.expand();
			assertThat(schema.status().pending()).isEmpty();
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
		}
	}

	@Test
	void aDatabaseThatDiffersFromTheFileIsRefusedWithTheDifferences(TestDatabase database) throws IOException {
		run(database, "round-trips/orders.sql");
		BaselineFile written = write(database);
		database.jdbc().sql("drop index orders_user; create index other on users (note)").update();
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema schema = schema(database, file("00_baseline", written.text()))) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::expand)
				.withMessageContainingAll("only in the file: CREATE INDEX orders_user",
						"only in the database: CREATE INDEX other", "Nothing was changed", "write-baseline",
						"baseline.version=00_baseline");
			assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
			assertThat(schema.baseline("00_baseline").changed()).isTrue();
			assertThat(schema.isUsable()).isTrue();
		}
	}

	@Test
	void tablesOfOtherToolsStayWhatTheyAre(TestDatabase database) {
		database.jdbc()
			.sql("""
					create table t (id int primary key);
					create table schema_version (installed_rank int primary key, version varchar(50), description varchar(200),
						type varchar(20), script varchar(1000), checksum int, installed_by varchar(100));
					create table databasechangeloglock (id int primary key, locked boolean, lockgranted timestamp, lockedby text)
					""")
			.update();
		BaselineFile written = write(database);
		assertThat(written.omitted()).containsExactlyInAnyOrder("table schema_version, which belongs to Flyway",
				"table databasechangeloglock, which belongs to Liquibase");
		assertThat(written.text()).contains("create table public.t (", "# - table schema_version")
			.doesNotContain("create table public.schema_version", "databasechangeloglock_pkey");
	}

	@Test
	void whatItCannotWriteIsListed(TestDatabase database) {
		database.jdbc().sql("""
				create table t (id int primary key);
				create operator family shapes using btree;
				create foreign data wrapper far;
				create server far_server foreign data wrapper far;
				create foreign table far_table (id int) server far_server;
				create publication changes for table t;
				alter default privileges in schema public grant select on tables to public;
				""").update();
		BaselineFile written = write(database);
		assertThat(written.omitted()).containsExactlyInAnyOrder("operator family public.shapes USING btree",
				"foreign table public.far_table, as its server and the passwords for it belong to one environment",
				"table public.t of publication changes, as a publication belongs to one environment",
				"default privileges for tables that role postgres creates, as they belong to the role");
		assertThat(written.text()).contains("# - rows of tables\n", "# - operator family public.shapes USING btree\n");
	}

	@Test
	void anEmptySchemaHasNoOperations(TestDatabase database) {
		assertThat(write(database).text()).endsWith("operations: []\n");
	}

	@Test
	void isRefusedWhileMoreThanOneVersionIsLive(TestDatabase database) {
		database.jdbc().sql("create table t (id int primary key)").update();
		try (VersionedSchema schema = schema(database, file("01_next", NEXT))) {
			schema.expand();
			assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::baselineFile)
				.withMessageContaining("Complete or abort it first");
		}
	}

	private static BaselineFile write(TestDatabase database) {
		try (VersionedSchema schema = schema(database)) {
			return schema.baselineFile();
		}
	}

	private static void run(TestDatabase database, String script) throws IOException {
		database.jdbc().sql(new ClassPathResource(script).getContentAsString(StandardCharsets.UTF_8)).update();
	}

	/** Drops everything, as a fresh database would have nothing. */
	private static void recreate(TestDatabase database) {
		database.jdbc().sql("""
				drop schema public cascade;
				drop schema if exists versioned_schema cascade;
				create schema public authorization pg_database_owner;
				grant usage on schema public to public;
				comment on schema public is 'standard public schema'
				""").update();
	}

	private static VersionedSchema schema(TestDatabase database, Resource... files) {
		List<Migration> migrations = new MigrationReader(Operations.types()).read(List.of(files));
		return VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), () -> database.dataSource().getConnection(),
					() -> migrations)
			.build();
	}

	private static Resource file(String name, String text) {
		return new NamedFile(name + ".yaml", text);
	}

}

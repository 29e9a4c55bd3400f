package io.github.versionedschema.scripts;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests custom SQL among other operations.
 */
@PostgresTest
@Tag("thorough")
class OwnSqlTests {

	private static final String GIVEN = "create table t (id int primary key, a text);";

	@Test
	void operationsBuildOnWhatSqlBeforeThemDefines(TestDatabase database) {
		Change change = Change.withoutClients(CaseFile.of("own-sql/operations-on-what-sql-defines.yaml"));
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			second.expand();
			second.complete(false);
			assertThat(database.jdbc().sql("select count(note) from extra").query(Integer.class).single()).isZero();
		}
	}

	@Test
	void aMaterializedViewIsDroppedForAColumnThatChanges(TestDatabase database) {
		Change change = new Change("view dropped",
				"create table t (id int primary key, a int);"
						+ "create materialized view v as select a from t; insert into t values (1, 1);",
				"""
						- sql: {up: drop materialized view v, down: create materialized view v as select a from t}
						- drop_column: {table: t, column: a, down: "0"}
						- sql: {up: create materialized view v as select id from t, onComplete: true}
						""", List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select id from v").query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void sqlAmongOperationsOnOneTableServesThemAll(TestDatabase database) {
		Change change = Change.withoutClients(CaseFile.of("own-sql/sql-among-operations-on-one-table.yaml"));
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			second.expand();
			second.complete(false);
			assertThat(database.jdbc().sql("select b || c || d || m from t").query(String.class).single())
				.isEqualTo("a1of nhappy");
		}
	}

	@Test
	void whatSqlDefersIsDoneOnItsSearchPath(TestDatabase database) {
		Change change = new Change("deferred trigger", GIVEN + """
				create table counted (n bigint);
				create function count_rows() returns trigger language plpgsql as
					'begin insert into counted select count(*) from t; return null; end';
				create constraint trigger count_rows after insert on t deferrable initially deferred
					for each row execute function count_rows();
				""", "- sql: {up: \"insert into t values (1, 'a'), (2, 'b')\", down: delete from t}", List.of(),
				List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select n from counted").query(Integer.class).list()).containsExactly(2, 2);
	}

	@Test
	void aPlanHoldsTheLocksOfOwnSqlOnlyBriefly(TestDatabase database) {
		Change change = new Change("long sql",
				GIVEN + """
						insert into t values (1, 'a');
						create function slow() returns int language plpgsql volatile as 'begin perform pg_sleep(60); return 1; end';
						""",
				"""
						- sql: {up: alter table t add column s int default slow()}
						- rename_column: {table: t, from: a, to: b}
						""", List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			assertThat(second.validate()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
		}
	}

	@Test
	void temporaryObjectsServeTheSqlThatMakesThem(TestDatabase database) {
		Change change = Change.withoutClients(CaseFile.of("own-sql/temporary-objects-of-the-same-sql.yaml"));
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select count(other) from late").query(Integer.class).single()).isZero();
	}

}

package io.github.versionedschema.scripts;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests custom SQL among other operations.
 */
@PostgresTest
@Tag("thorough")
class OwnSqlTests {

	private static final String GIVEN = "create table t (id int primary key, a text);";

	@Test
	void operationsBuildOnWhatSqlBeforeThemDefines(TestDatabase database) {
		Change change = new Change("sql first", GIVEN,
				"""
						- sql: {up: "create table extra (id int primary key); create type mood as enum ('sad', 'happy')", down: "drop table extra; drop type mood"}
						- add_column: {table: extra, column: {name: note, type: text, nullable: true}}
						- add_column: {table: t, column: {name: m, type: mood, default: "'sad'"}}
						""",
				List.of(), List.of());
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
		Change change = new Change("sql between", GIVEN + "insert into t values (1, 'a'); create table u (t_id int);",
				"""
						- rename_column: {table: t, from: a, to: b}
						- sql: {up: "create function one() returns int language sql begin atomic select 2; select 1; end", down: drop function one()}
						- sql:
						    up: |
						      create table n (id int primary key, t_id int references t on delete cascade, v text);
						      insert into n values (1, 1, 'of n');
						      create view w as select v from n
						    down: drop view w; drop table n
						- sql: {up: "create type mood as enum ('sad'); alter type mood add value 'happy'", down: drop type mood}
						- add_column: {table: t, up: one(), column: {name: c, type: int}}
						- add_column: {table: t, up: (select v from n where t_id = t.id), column: {name: d, type: text, nullable: true}}
						- add_column: {table: n, column: {name: extra, type: int, nullable: true}}
						- add_column: {table: t, column: {name: m, type: mood, default: "'happy'"}}
						- sql: {up: create index t_c on t (c), down: drop index t_c}
						- create_table: {name: p, columns: [{name: id, type: int, pk: true}]}
						- sql: {up: alter table p add column q int; alter table u add column r int, down: alter table u drop column r}
						- add_column: {table: u, up: "coalesce((select max(q) from p), 4)", column: {name: s, type: int}}
						- rename_table: {from: p, to: pp}
						- sql: {up: alter table u alter t_id type bigint, onComplete: true}
						- sql: {up: alter table t alter c type bigint, onComplete: true}
						""",
				List.of(), List.of());
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
	void temporaryObjectsOfOneSqlAreNotThereForTheNextWhenItIsChecked(TestDatabase database) {
		Change change = new Change("temporary", GIVEN, """
				- sql:
				    up: |
				      create temporary table scratch (id int);
				      create temporary view seen as select id from scratch;
				      create table kept (like scratch)
				    down: drop table kept
				- add_column: {table: t, up: upper(a), column: {name: b, type: text, nullable: true}}
				- sql: {up: create table late (like scratch), down: drop table late}
				- add_column: {table: kept, column: {name: note, type: text, nullable: true}}
				""", List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand).isInstanceOf(InvalidPlanException.class)
				.hasMessageContaining("relation \"scratch\" does not exist");
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void temporaryObjectsServeTheSqlThatMakesThem(TestDatabase database) {
		Change change = new Change("temporary", GIVEN,
				"""
						- sql:
						    up: |
						      create temporary table scratch (id int);
						      create table kept (like scratch)
						    down: drop table kept
						- add_column: {table: kept, column: {name: note, type: text, nullable: true}}
						- add_column: {table: t, up: upper(a), column: {name: b, type: text, nullable: true}}
						- sql: {up: create temporary table scratch (other text); create table late (like scratch), down: drop table late}
						""",
				List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select count(other) from late").query(Integer.class).single()).isZero();
	}

}

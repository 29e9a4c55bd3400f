package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ForeignObjectsTests {

	private TestDatabase database;

	private Versions versions;

	private GatedVersion version;

	private Leadership leadership;

	private ForeignObjects foreignObjects;

	@BeforeEach
	void prepare(TestDatabase database) {
		this.database = database;
		this.versions = new Versions(database);
		this.version = this.versions.live("01_init");
		this.leadership = this.versions.lead("public");
		this.foreignObjects = new ForeignObjects(this.leadership, Duration.ofMillis(50));
	}

	@AfterEach
	void resign() {
		this.leadership.close();
	}

	@Test
	void movesEverythingThatAClientMadeOnThePathOfItsVersion() throws SQLException {
		this.versions.execute("create table measured (at date) partition by range (at)");
		try (Connection session = this.versions.session(this.version);
				Statement statement = session.createStatement()) {
			statement.execute(
					"""
							create table "Made, here" (id serial primary key, number int generated always as identity, mood text);
							create index made_index on "Made, here" (mood);
							create statistics made_statistics on id, number from "Made, here";
							create view made_view as select * from "Made, here";
							create materialized view made_materialized as select 1 as one;
							create sequence made_sequence;
							create type made_enum as enum ('a');
							create type made_composite as (a int);
							create type made_range as range (subtype = int);
							create domain made_domain as int check (value > 0);
							create function made_function(a int, b text default 'x') returns int language sql return 1;
							create function made_function() returns int language sql return 1;
							create procedure made_procedure() language sql as '';
							create aggregate made_aggregate(int) (sfunc = int4pl, stype = int);
							create operator === (leftarg = int, rightarg = int, function = int4eq);
							create operator class made_class for type int using btree as operator 1 <, function 1 btint4cmp(int, int);
							create collation made_collation from "C";
							create text search configuration made_configuration (copy = pg_catalog.simple);
							create table made_partition partition of public.measured for values from ('2020-01-01') to ('2021-01-01');
							create extension if not exists pg_trgm;
							""");
		}
		List<ForeignObject> moved = this.foreignObjects.moveToBase(this.version.schema(), Set.of());
		assertThat(moved).allSatisfy((object) -> assertThat(object.problem()).isNull());
		assertThat(moved).extracting(ForeignObject::toString)
			.contains("table public_01_init.\"Made, here\"", "sequence public_01_init.made_sequence",
					"function public_01_init.made_function(integer,pg_catalog.text)", "extension pg_trgm");
		this.versions.execute("drop schema public_01_init");
		this.versions.execute("insert into public.\"Made, here\" default values");
		this.versions.execute("insert into public.made_partition values ('2020-02-02')");
		assertThat(this.foreignObjects.moveToBase(this.version.schema(), Set.of())).isEmpty();
	}

	@Test
	void leavesOurViewsAndTombstones() {
		this.versions.execute("create table users (id int)");
		this.versions.execute("create view public_01_init.users as select * from public.users");
		this.versions.execute("create type public_01_init.orders as (id int)");
		this.versions.execute("comment on type public_01_init.orders is '" + Tombstones.COMMENT + "'");
		assertThat(this.foreignObjects.moveToBase(this.version.schema(), Set.of("users"))).isEmpty();
		assertThat(this.foreignObjects.moveToBase(this.version.schema(), Set.of())).singleElement()
			.satisfies((object) -> assertThat(object.identity()).isEqualTo("public_01_init.users"));
	}

	@Test
	void reportsWhatCannotBeMovedAndMovesTheRest() {
		this.versions.execute("create table taken (id int)");
		this.versions.execute("create table public_01_init.taken (id int)");
		this.versions.execute("create table public_01_init.free (id int)");
		assertThat(this.foreignObjects.moveToBase(this.version.schema(), Set.of())).satisfiesExactly((object) -> {
			assertThat(object.identity()).isEqualTo("public_01_init.taken");
			assertThat(object.problem()).contains("already exists in schema \"public\"");
		}, (object) -> assertThat(object.problem()).isNull());
	}

	@Test
	void doesNotWaitForATableInUse() throws SQLException {
		this.versions.execute("create table public_01_init.busy (id int)");
		try (Connection session = this.versions.session(this.version);
				Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("select * from busy");
			assertThat(this.foreignObjects.moveToBase(this.version.schema(), Set.of())).singleElement()
				.satisfies((object) -> assertThat(object.problem()).contains("lock timeout"));
			session.commit();
			assertThat(this.foreignObjects.moveToBase(this.version.schema(), Set.of())).singleElement()
				.satisfies((object) -> assertThat(object.problem()).isNull());
			statement.execute("select * from busy");
		}
	}

	@Test
	void tombstonesGoWithTheirSchemaAfterTheRetention() {
		GatedVersion young = this.versions.live("02_young");
		for (GatedVersion retired : List.of(this.version, young)) {
			this.versions.execute("create type " + retired.schema() + ".\"Users\" as (id int)");
			this.versions.execute("comment on type " + retired.schema() + ".\"Users\" is '" + Tombstones.COMMENT + "'");
			this.versions.state(retired, "retired");
		}
		this.versions.execute("create table public_01_init.made (id int)");
		this.versions.execute("""
				update versioned_schema.version
				set retired_at = now() - case name when '01_init' then interval '8 days' else interval '6 days' end
				""");
		Tombstones tombstones = new Tombstones(this.leadership, Duration.ofSeconds(1));
		assertThat(tombstones.removeOlderThan(Duration.ofDays(7))).containsExactly("public_01_init");
		assertThat(tombstones.removeOlderThan(Duration.ofDays(7))).isEmpty();
		assertThat(this.database.jdbc()
			.sql("select nspname from pg_namespace where nspname like 'public%'")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("public", "public_02_young");
		this.versions.execute("insert into public.made values (1)");
	}

	@Test
	void keepsASchemaThatCannotBeEmptied() {
		this.versions.execute("create table taken (id int)");
		this.versions.execute("create table public_01_init.taken (id int)");
		this.versions.execute("create type public_01_init.users as (id int)");
		this.versions.execute("comment on type public_01_init.users is '" + Tombstones.COMMENT + "'");
		this.versions.execute("update versioned_schema.version set state = 'retired', retired_at = '2020-01-01'");
		Tombstones tombstones = new Tombstones(this.leadership, Duration.ofSeconds(1));
		assertThat(tombstones.removeOlderThan(Duration.ZERO)).isEmpty();
		assertThat(this.database.jdbc()
			.sql("select to_regtype('public_01_init.users') is not null")
			.query(Boolean.class)
			.single()).isTrue();
	}

}

package io.github.versionedschema.others;

import java.util.List;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests external changes of tables while both versions are live: complete succeeds, or is
 * refused while the migration can still be aborted.
 */
@PostgresTest
@Tag("thorough")
class ChangesOfOthersTests {

	private static final Change PLAIN = new Change("plain", """
			create table t (id int primary key, a int check (a > 0), b text);
			create index t_a on t (a);
			insert into t select n, n, 'b' || n from generate_series(1, 20) n;
			""", """
			- alter_column: {table: t, column: a, type: bigint, down: a::int}
			- drop_column: {table: t, column: b}
			""", List.of(), List.of());

	private static final Change PARTITIONED = new Change("partitioned", """
			create table t (id int, at date, a int) partition by range (at);
			create table t_2020 partition of t for values from ('2020-01-01') to ('2021-01-01');
			create table t_2021 partition of t for values from ('2021-01-01') to ('2022-01-01');
			create index t_a on t (a);
			insert into t select n, date '2020-12-20' + n, n from generate_series(1, 20) n;
			""", """
			- alter_column: {table: t, column: a, type: bigint, down: a::int}
			- create_index: {name: t_id, table: t, columns: [id]}
			""", List.of(), List.of());

	@Test
	void completeRefusesWhatWasMadeOverColumnsThatGo(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "create view seen as select b from t");
		execute(database, "create materialized view stored as select a from t");
		execute(database, "create index added on t (b)");
		execute(database, "create policy few on t using (b <> '')");
		execute(database, "alter table t add constraint small check (a < 1000)");
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("columns of it that complete drops (a)")
				.hasMessageContaining("columns of it that complete drops (b)")
				.hasMessageContaining("view seen")
				.hasMessageContaining("materialized view stored")
				.hasMessageContaining("index added")
				.hasMessageContaining("policy few")
				.hasMessageContaining("constraint small")
				.hasMessageContaining("Nothing was changed");
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			execute(database,
					"drop view seen; drop materialized view stored; drop index added; drop policy few on t; alter table t drop constraint small");
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select sum(a) from t").query(Long.class).single()).isEqualTo(210);
	}

	@Test
	void completeMovesWhatWasMadeOverReplacedColumns(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "create view seen with (security_barrier) as select a from t");
		execute(database, "create view over_it as select a from seen");
		execute(database, "grant select on over_it to public");
		execute(database, "create policy few on t using (a < 10)");
		List<String> before = definitions(database);
		try (VersionedSchema second = release.second()) {
			second.complete(false);
		}
		assertThat(definitions(database)).isEqualTo(before);
		assertThat(database.jdbc().sql("select pg_typeof(a)::text from over_it limit 1").query(String.class).single())
			.isEqualTo("bigint");
	}

	@Test
	void completeIsRefusedIfAViewDoesNotFitTheNewType(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("to text", "create table t (id int primary key, a int); insert into t values (1, 1)",
						"- alter_column: {table: t, column: a, type: text, up: a::text, down: a::int}", List.of(),
						List.of()));
		release.run(Transition.EXPAND);
		execute(database, "create view large as select a from t where a > 10");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("operator does not exist: text > integer")
				.hasMessageContaining("Nothing was changed");
			execute(database, "create or replace view large as select a from t where a::text::int > 10");
			second.complete(false);
		}
	}

	private static List<String> definitions(TestDatabase database) {
		return database.jdbc().sql("""
				select concat_ws(' ', c.relname, c.reloptions, c.relacl, pg_get_viewdef(c.oid)) as line
				from pg_class c where c.relname in ('seen', 'over_it')
				union all select concat_ws(' ', polname, pg_get_expr(polqual, polrelid)) from pg_policy order by line
				""").query(String.class).list();
	}

	@Test
	void completeRefusesWhatWasMadeOverAViewOfAVersion(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "create view report as select a from public_02_new.t");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("views of it that complete drops")
				.hasMessageContaining("view report");
			execute(database, "drop view report");
			second.complete(false);
		}
	}

	@Test
	void completeIsRehearsedBeforeAnythingIsRetired(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "drop index _vs_t_a");
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("_vs_t_a")
				.hasMessageContaining("Nothing was changed. Version \"02_new\" can still be aborted. Restore")
				.hasMessageContaining("CREATE INDEX");
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			execute(database, "create index _vs_t_a on t (_vs_a)");
			second.complete(false);
		}
		assertThat(indexes(database)).contains("t_a");
	}

	@Test
	void completeRefusesWhereDdlIsForbidden(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "create function forbid() returns event_trigger language plpgsql "
				+ "as 'begin raise exception ''no DDL today''; end'");
		execute(database, "create event trigger forbid on ddl_command_start when tag in ('ALTER TABLE') "
				+ "execute function forbid()");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("no DDL today");
			assertThat(second.status().versions()).filteredOn((version) -> version.state() == VersionState.LIVE)
				.hasSize(2);
			execute(database, "drop event trigger forbid");
			second.complete(false);
		}
	}

	@Test
	void aStepThatCanNeverSucceedIsLeftOutByTheOperator(TestDatabase database) {
		Release release = Release.installed(database, new Change("never", PLAIN.given(), PLAIN.operations() + """
				- sql: {up: "select 1 / 0", onComplete: true}
				""", List.of(), List.of()));
		release.run(Transition.EXPAND);
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.skip("any")).hasMessageContaining("cannot be completed without a step");
			StepFailedException failure = catchThrowableOfType(StepFailedException.class, () -> second.complete(false));
			assertThat(failure).hasMessageContaining("division by zero")
				.hasMessageContaining("--versioned-schema.command=skip --versioned-schema.step=" + failure.step().id());
			assertThatThrownBy(() -> second.skip("any")).isInstanceOf(RefusedException.class)
				.hasMessageContaining("The next step is " + failure.step().id());
			assertThat(second.skip(failure.step().id()).message()).contains("select 1 / 0");
			assertThat(second.complete(false).changed()).isTrue();
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
		assertThat(database.jdbc()
			.sql("select forced from versioned_schema.run order by id desc limit 1")
			.query(String.class)
			.single()).contains("was skipped");
	}

	@Test
	void whatIsInTheDatabaseIsNamedWhenTheJournalWasEmptied(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "truncate versioned_schema.run cascade");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("column _vs_a of public.t")
				.hasMessageContaining("trigger");
			assertThatThrownBy(() -> second.abort(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("Nothing was changed");
		}
	}

	@Test
	void completeGoesOnWithoutAnIndexThatSomebodyDropped(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		execute(database, "drop index t_a");
		release.run(Transition.COMPLETE);
		assertThat(indexes(database)).contains("t_a");
	}

	@Test
	void completeGoesOnWithoutAPartitionThatSomebodyDropped(TestDatabase database) {
		Release release = Release.installed(database, PARTITIONED);
		release.run(Transition.EXPAND);
		execute(database, "drop table t_2020");
		execute(database, "create table t_2022 partition of t for values from ('2022-01-01') to ('2023-01-01')");
		release.run(Transition.COMPLETE);
		assertThat(indexes(database)).contains("t_a", "t_id", "t_2021_a_idx", "t_2021_t_id");
	}

	@Test
	void completeRefusesRowsThatCameWithAPartition(TestDatabase database) {
		Release release = Release.installed(database, PARTITIONED);
		release.run(Transition.EXPAND);
		execute(database, "alter table t detach partition t_2020");
		execute(database, "insert into t_2020 (id, at, a) values (1000, '2020-05-05', 7)");
		execute(database, "alter table t attach partition t_2020 for values from ('2020-01-01') to ('2021-01-01')");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("a partition that was attached")
				.hasMessageContaining("(1 row)");
			execute(database, "update t set a = null where id = 1000; update t set a = 7 where id = 1000");
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select a from t where id = 1000").query(Long.class).single()).isEqualTo(7);
	}

	@Test
	void triggersCanBeMadeAgainFromWhatADumpHoldsOfThem(TestDatabase database) {
		Release release = Release.installed(database, PLAIN);
		release.run(Transition.EXPAND);
		List<String> dump = triggers(database);
		assertThat(dump).isNotEmpty();
		execute(database,
				"do $$ declare r record; begin for r in select tgname from pg_trigger where tgname ~ 'versioned_schema' loop execute format('drop trigger %I on t', r.tgname); end loop; end $$");
		dump.forEach((trigger) -> execute(database, trigger));
		assertThat(triggers(database)).isEqualTo(dump);
		execute(database, "update t set a = a + 100 where id = 1");
		release.requireAgreement();
	}

	private static List<String> triggers(TestDatabase database) {
		return database.jdbc()
			.sql("select pg_get_triggerdef(oid) from pg_trigger where tgname ~ 'versioned_schema' order by tgname")
			.query(String.class)
			.list();
	}

	private static List<String> indexes(TestDatabase database) {
		return database.jdbc()
			.sql("select indexname::text from pg_indexes where schemaname = 'public'")
			.query(String.class)
			.list();
	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

}

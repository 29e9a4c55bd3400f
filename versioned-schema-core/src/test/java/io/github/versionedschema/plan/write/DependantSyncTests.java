package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what objects that use a replaced column do while both versions are live.
 */
@PostgresTest
class DependantSyncTests {

	private static final String WIDER = "- alter_column: {table: t, column: a, type: bigint, down: a::int}";

	@Test
	void aTriggerOnUpdatesOfAColumnFiresOncePerStatementOfEitherVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int primary key, a int, b int);
				insert into t values (1, 1, 1);
				create table log (line text);
				create function note() returns trigger language plpgsql as
					'begin insert into public.log values (new.a); return new; end';
				create trigger note before update of a, b on t for each row execute function note();
				create trigger "is ON" after update of a on t for each row when (new.a > old.a) execute function note();
				""", WIDER)) {
			run(rig.older(), "update t set a = 2");
			run(rig.newer(), "update t set a = 3");
			run(rig.newer(), "update t set b = 5");
			run(rig.newer(), "update t set id = 7");
			run(rig.newer(), "update t set a = 1");
			assertThat(rig.jdbc().sql("select line from log").query(String.class).list()).containsExactly("2", "2", "3",
					"3", "3", "1");
		}
	}

	@Test
	void viewsAndPoliciesSeeTheValuesOfEitherVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int primary key, a int);
				insert into t values (1, 1), (2, 20);
				create view large as select id, a from t where a > 10;
				""", WIDER)) {
			run(rig.newer(), "update t set a = 11 where id = 1");
			run(rig.newer(), "update large set a = 12 where id = 2");
			List<String> rows = rig.jdbc()
				.sql("select id || ' ' || a from large order by id")
				.query(String.class)
				.list();
			assertThat(rows).containsExactly("1 11", "2 12");
		}
	}

	@Test
	void functionsReadAndWriteTheValuesOfTheOlderVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int primary key, a int);
				insert into t values (1, 1), (2, 20);
				create function a_of(of int) returns int language sql return (select a from t where id = of);
				create procedure put(new int) language sql begin atomic
					insert into t values (new, new) on conflict (id) do update set a = excluded.a + 1; end;
				""", "- alter_column: {table: t, column: a, type: bigint, up: a * 10, down: (a / 10)::int}")) {
			run(rig.newer(), "update t set a = 110 where id = 1");
			run(rig.newer(), "call put(2)");
			run(rig.newer(), "call put(5)");
			run(rig.older(), "call put(6)");
			assertThat(rig.jdbc().sql("select a_of(id) from generate_series(1, 6) id").query(Integer.class).list())
				.containsExactly(11, 3, null, null, 5, 6);
			assertThat(rig.jdbc().sql("select a from %s.t order by id".formatted(PlanRig.NEW)).query(Long.class).list())
				.containsExactly(110L, 30L, 50L, 60L);
		}
	}

}

package io.github.versionedschema.plan.write;

import java.math.BigDecimal;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests defaults, values that follow from them, and rows that move between partitions,
 * one write at a time.
 */
@PostgresTest
class DefaultSyncTests {

	@Test
	void defaultsDifferBetweenVersions(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				"create table t (id int primary key, a int default 1, b text default 'b');", """
						- alter_column: {table: t, column: a, default: '2'}
						- alter_column: {table: t, column: b, default: null}
						""")) {
			run(rig.older(), "insert into t (id) values (1)");
			run(rig.newer(), "insert into t (id) values (2)");
			run(rig.newer(), "insert into t values (3, default, default)");
			assertThat(row(rig.jdbc(), "t", 1)).containsEntry("a", 1).containsEntry("b", "b");
			assertThat(row(rig.jdbc(), "t", 2)).containsEntry("a", 2).containsEntry("b", null);
			assertThat(row(rig.jdbc(), "t", 3)).containsEntry("a", 2).containsEntry("b", null);
		}
	}

	@Test
	void theDefaultOfADomainIsNoValueOfRowsThatUpFills(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create domain word as text default 'x';
				create table t (id int primary key, a text, b text);
				insert into t values (1, 'a', 'b');
				""", """
				- add_column: {table: t, column: {name: added, type: word, nullable: true}, up: a}
				- alter_column: {table: t, column: b, type: word, up: b, down: b}
				""")) {
			run(rig.older(), "insert into t values (2, 'c', 'd')");
			run(rig.newer(), "insert into t (id) values (3)");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("added", "a").containsEntry("b", "b");
			assertThat(row(rig.newer(), "t", 2)).containsEntry("added", "c").containsEntry("b", "d");
			assertThat(row(rig.newer(), "t", 3)).containsEntry("added", "x").containsEntry("b", "x");
		}
	}

	@Test
	void anUpdateToTheDefaultTakesTheOneOfTheVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				"create table t (id int primary key, a int default 1, b text default 'b', c int default 5);", """
						- alter_column: {table: t, column: a, default: '2'}
						- alter_column: {table: t, column: c, type: bigint, up: c * 10, down: c / 10}
						- add_column: {table: t, column: {name: d, type: int, default: '4'}}
						""")) {
			run(rig.older(), "insert into t values (1, 0, '', 0), (2, 0, '', 0)");
			run(rig.older(), "update t set a = default, b = default, c = default where id = 1");
			run(rig.newer(), "update t set a = default, b = default, c = default, d = default where id = 2");
			assertThat(row(rig.older(), "t", 1)).containsEntry("a", 1).containsEntry("b", "b").containsEntry("c", 5);
			assertThat(row(rig.newer(), "t", 1)).containsEntry("c", 50L);
			assertThat(row(rig.newer(), "t", 2)).containsEntry("a", 2)
				.containsEntry("b", "b")
				.containsEntry("c", 5L)
				.containsEntry("d", 4);
		}
	}

	@Test
	void aValueFollowsFromANewColumnThatTheTableFills(TestDatabase database) {
		CaseFile file = CaseFile.of("default-sync/values-that-follow-from-new-columns.yaml");
		try (PlanRig rig = new PlanRig(database, file.text("given"))) {
			Plan plan = rig.plan(file.operations());
			rig.only(plan, Phase.EXPAND);
			run(rig.older(), "update t set a = 30 where id = 3");
			rig.only(plan, Phase.BACKFILL, Phase.BUILD, Phase.PUBLISH);
			run(rig.older(), "insert into t values (4, 4)");
			run(rig.newer(), "insert into t (id, a, ak, r8, minus) values (5, 5, 50, 'mine', 7)");
			run(rig.older(), "update t set a = 20 where id = 2");
			assertThat(rig.newer()
				.sql("select id || ':' || a || ' ' || ak from t where r8 = left(r::text, 8) and minus = -s order by id")
				.query(String.class)
				.list()).containsExactly("1:1 5", "2:20 24", "3:30 34", "4:4 8");
			assertThat(rig.newer().sql("select count(distinct r) from t").query(Integer.class).single()).isEqualTo(5);
			assertThat(row(rig.newer(), "t", 5)).containsEntry("ak", 50).containsEntry("r8", "mine");
		}
	}

	@Test
	void aNewColumnThatChangesAgainStartsFromItsDefault(TestDatabase database) {
		try (PlanRig rig = expanded(database, CaseFile.of("default-sync/a-new-column-that-changes-again.yaml"))) {
			run(rig.older(), "insert into t values (2)");
			assertThat(rig.newer()
				.sql("select concat_ws(' ', id, k, l, coalesce(n, 0), m) from t order by id")
				.query(String.class)
				.list()).containsExactly("1 5 8 0 glad", "2 5 8 0 glad");
		}
	}

	@Test
	void existingRowsAndOlderVersionsHaveTheDefaultThatAColumnIsAddedWith(TestDatabase database) {
		CaseFile file = CaseFile.of("default-sync/new-columns-with-another-default-in-the-end.yaml");
		try (PlanRig rig = new PlanRig(database, file.text("given"))) {
			Plan plan = rig.plan(file.operations());
			assertThat(rig.check(plan)).isEmpty();
			rig.expand(plan);
			run(rig.older(), "insert into t values (2)");
			run(rig.newer(), "insert into t (id, a, c) values (3, 30, 33)");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> run(rig.newer(), "insert into t (id, c) values (4, 40)"));
			rig.complete(plan);
			run(rig.jdbc(), "insert into t (id, a, c) values (5, 50, 55)");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> run(rig.jdbc(), "insert into t (id, a) values (6, 60)"));
			assertThat(rig.jdbc()
				.sql("select concat_ws(' ', id, a, b, c, d, coalesce(e, 0), f, g) from t order by id")
				.query(String.class)
				.list()).containsExactly("1 1 1 1 1 0 11 40", "2 1 1 1 2 0 12 40", "3 30 2 33 100 5 8 6",
						"5 50 2 55 100 5 8 6");
		}
	}

	@Test
	void aColumnThatIsAddedWithoutADefaultIsNullInExistingRows(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, "create table t (id int primary key); insert into t values (1);")) {
			Plan plan = rig.plan("""
					- add_column: {table: t, column: {name: a, type: int, nullable: true}}
					- alter_column: {table: t, column: a, nullable: false, default: "5"}
					""");
			assertThat(rig.check(plan)).isEmpty();
			rig.only(plan, Phase.EXPAND);
			run(rig.older(), "insert into t values (2)");
			assertThat(rig.jdbc().sql("select count(*) from t where a is null").query(Long.class).single())
				.isEqualTo(2);
		}
	}

	@Test
	void aNewColumnThatIsDroppedAgainHoldsItsDefaultForWhatFollowsFromIt(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				"create table t (id int primary key, a int); insert into t values (1, 1);", """
						- add_column: {table: t, column: {name: k, type: int, default: "4"}}
						- add_column: {table: t, up: "k * 2", column: {name: l, type: int}}
						- drop_column: {table: t, column: a, down: "k + l"}
						- drop_column: {table: t, column: k}
						""")) {
			run(rig.older(), "insert into t values (2, 2)");
			run(rig.newer(), "insert into t values (3, 9)");
			assertThat(rig.newer().sql("select l from t order by id").query(Integer.class).list()).containsExactly(8, 8,
					9);
			assertThat(row(rig.older(), "t", 3)).containsEntry("a", 13);
		}
	}

	@Test
	void aColumnThatIsReplacedAndDroppedHoldsItsDefaultForTheOldVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, "create table t (id int primary key, a int not null default 9);", """
				- alter_column: {table: t, column: a, type: bigint, up: "a + 1", down: "(a - 1)::int", default: "20"}
				- drop_column: {table: t, column: a}
				""")) {
			run(rig.newer(), "insert into t values (1)");
			assertThat(row(rig.older(), "t", 1)).containsEntry("a", 19);
		}
	}

	@Test
	void aRowThatTheNewVersionMovesToAnotherPartitionKeepsWhatTheOldOneWrote(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int, name text) partition by range (id);
				create table t_1 partition of t for values from (0) to (10);
				create table t_2 partition of t default;
				""", "- alter_column: {table: t, column: name, type: int, up: length(name), down: name::text}")) {
			run(rig.older(), "insert into t values (1, 'Ada')");
			run(rig.newer(), "update t set id = 11");
			assertThat(row(rig.older(), "t", 11)).containsEntry("name", "Ada");
			run(rig.newer(), "update t set id = 2, name = 4");
			assertThat(row(rig.older(), "t", 2)).containsEntry("name", "4");
		}
	}

	@Test
	void aRowThatTheOldVersionMovesToAnotherPartitionKeepsItsNull(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int, n int) partition by range (id);
				create table t_1 partition of t for values from (0) to (10);
				create table t_2 partition of t default;
				""", "- alter_column: {table: t, column: n, type: bigint, up: \"coalesce(n, 0)\", down: \"n::int\"}")) {
			run(rig.older(), "insert into t values (1, null)");
			run(rig.older(), "update t set id = 11");
			assertThat(row(rig.older(), "t", 11)).containsEntry("n", null);
			run(rig.newer(), "insert into t values (2, 0)");
			assertThat(row(rig.older(), "t", 2)).containsEntry("n", 0);
		}
	}

	@Test
	void aRowThatTheOldVersionMovesToAnotherPartitionKeepsItsDefault(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int, n numeric not null default 9.5) partition by range (id);
				create table t_1 partition of t for values from (0) to (10);
				create table t_2 partition of t default;
				""", "- alter_column: {table: t, column: n, type: int, up: n, down: n}")) {
			run(rig.older(), "insert into t values (1)");
			run(rig.older(), "update t set id = 11");
			assertThat(row(rig.older(), "t", 11)).containsEntry("n", new BigDecimal("9.5"));
			run(rig.newer(), "insert into t values (2, 10)");
			assertThat(row(rig.older(), "t", 2)).containsEntry("n", new BigDecimal("10"));
		}
	}

	@Test
	void aValueFollowsWhatTriggersMakeOfARowThatTheOldVersionMovesToAnotherPartition(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int, counted int) partition by range (id);
				create table t_1 partition of t for values from (0) to (10);
				create table t_2 partition of t default;
				create function count_writes() returns trigger language plpgsql as
					'begin new.counted := coalesce(new.counted, 0) + 1; return new; end';
				create trigger counting before insert or update on t for each row execute function count_writes();
				""",
				"- add_column: {table: t, up: 100 / (counted - 5), column: {name: share, type: int, nullable: true}}")) {
			run(rig.older(), "insert into t values (1, 6)");
			run(rig.older(), "update t set id = 11");
			assertThat(row(rig.newer(), "t", 11)).containsEntry("counted", 9).containsEntry("share", 25);
		}
	}

	@Test
	void aRowThatTheOldVersionMovesToAnotherPartitionKeepsWhatTheNewOneWroteThoughUpFails(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int, n int) partition by range (id);
				create table t_1 partition of t for values from (0) to (10);
				create table t_2 partition of t default;
				create function unchanged() returns trigger language plpgsql as 'begin return new; end';
				create trigger unchanged before insert on t for each row execute function unchanged();
				""", "- add_column: {table: t, up: 100 / n, column: {name: share, type: int, nullable: true}}")) {
			run(rig.newer(), "insert into t values (1, 0, 8), (2, 50, 9)");
			run(rig.older(), "update t set id = id + 10");
			assertThat(row(rig.newer(), "t", 11)).containsEntry("share", 8);
			assertThat(row(rig.newer(), "t", 12)).containsEntry("share", 9);
		}
	}

}

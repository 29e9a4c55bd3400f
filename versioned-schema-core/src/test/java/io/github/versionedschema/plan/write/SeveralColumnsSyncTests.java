package io.github.versionedschema.plan.write;

import java.util.Map;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests columns whose values change together, one write at a time.
 */
@PostgresTest
class SeveralColumnsSyncTests {

	private static final String RANGES = """
			create table t (id int primary key, low int not null, high int, note text);
			insert into t values (1, 5, 3, 'x'), (2, 1, 2, null), (3, 4, null, null);
			""";

	private static final String ORDERED = """
			- create_constraint:
			    table: t
			    name: ordered
			    type: check
			    check: low <= high
			    up: {low: "least(low, high)", high: "greatest(low, high)"}
			    down: {low: high, high: low}
			""";

	@Test
	void eachUpReadsTheOlderColumnsAndEachDownTheNewerOnes(TestDatabase database) {
		try (PlanRig rig = expanded(database, RANGES, ORDERED)) {
			assertThat(row(rig.newer(), "t", 1)).containsAllEntriesOf(Map.of("low", 3, "high", 5));
			assertThat(row(rig.newer(), "t", 2)).containsAllEntriesOf(Map.of("low", 1, "high", 2));
			assertThat(row(rig.newer(), "t", 3)).containsAllEntriesOf(Map.of("low", 4, "high", 4));
			run(rig.older(), "insert into t values (4, 9, 8)");
			assertThat(row(rig.newer(), "t", 4)).containsAllEntriesOf(Map.of("low", 8, "high", 9));
			run(rig.newer(), "update t set high = 7 where id = 1");
			assertThat(row(rig.older(), "t", 1)).containsAllEntriesOf(Map.of("low", 7, "high", 3));
			run(rig.newer(), "insert into t (id, low, high) values (5, 10, 20)");
			assertThat(row(rig.older(), "t", 5)).containsAllEntriesOf(Map.of("low", 20, "high", 10));
			run(rig.older(), "update t set note = 'y'");
			assertThat(row(rig.newer(), "t", 5)).containsAllEntriesOf(Map.of("low", 10, "high", 20));
		}
	}

	@Test
	void aNullOfTheNewerVersionStaysBesideADroppedColumnThatOnlyADownReads(TestDatabase database) {
		try (PlanRig rig = expanded(database, "create table t (id int primary key, a int, b int, n int)", """
				- drop_column: {table: t, column: b, down: 'coalesce(n, 0) * 2 + coalesce(a, 0)'}
				- drop_column: {table: t, column: a}
				- alter_column: {table: t, column: n, up: 'n + 1', down: 'coalesce(n, 0) - 1'}
				""")) {
			run(rig.newer(), "insert into t (id) values (1)");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("n", null);
			assertThat(row(rig.older(), "t", 1)).containsAllEntriesOf(Map.of("b", -2, "n", -1));
			run(rig.older(), "update t set n = 4 where id = 1");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("n", 5);
		}
	}

	@Test
	void theConstraintBindsTheNewerColumnsOnly(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, RANGES)) {
			Plan plan = rig.plan(ORDERED);
			rig.expand(plan);
			run(rig.older(), "update t set low = 100 where id = 2");
			assertThatThrownBy(() -> run(rig.newer(), "update t set low = 200 where id = 2"))
				.hasMessageContaining("violates check constraint \"ordered\"");
			rig.complete(plan);
			assertThat(row(rig.newer(), "t", 2)).containsAllEntriesOf(Map.of("low", 2, "high", 100));
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (id, low, high) values (6, 2, 1)"))
				.hasMessageContaining("violates check constraint \"ordered\"");
		}
	}

	@Test
	void aColumnThatIsInOneMapIsCopiedInTheOtherDirection(TestDatabase database) {
		try (PlanRig rig = expanded(database, RANGES, """
				- create_constraint:
				    table: t
				    name: given
				    type: check
				    check: high >= 0
				    up: {high: "coalesce(high, 0)"}
				    down: {low: low + high}
				""")) {
			run(rig.older(), "insert into t values (4, 9, null)");
			assertThat(row(rig.newer(), "t", 4)).containsAllEntriesOf(Map.of("low", 9, "high", 0));
			run(rig.newer(), "update t set low = 1, high = 2 where id = 4");
			assertThat(row(rig.older(), "t", 4)).containsAllEntriesOf(Map.of("low", 3, "high", 2));
		}
	}

	@Test
	void columnsThatTheSameFileChangedChangeTogether(TestDatabase database) {
		try (PlanRig rig = expanded(database, RANGES,
				"""
						- alter_column: {table: t, column: low, type: bigint, up: low * 10, down: low / 10}
						- rename_column: {table: t, from: high, to: top}
						- add_column: {table: t, column: {name: middle, type: int, default: '7'}}
						- create_constraint:
						    table: t
						    name: ordered
						    type: check
						    check: low <= top
						    up: {low: "least(low, top, middle)", top: "greatest(low, top)", middle: "(low + coalesce(top, 0)) / 2"}
						    down: {low: top, top: low, middle: middle}
						""")) {
			assertThat(row(rig.newer(), "t", 1)).containsAllEntriesOf(Map.of("low", 3L, "top", 50, "middle", 26));
			run(rig.newer(), "update t set low = 40 where id = 1");
			assertThat(row(rig.older(), "t", 1)).containsAllEntriesOf(Map.of("low", 5, "high", 40));
		}
	}

	@Test
	void columnsOfATableThatTheFileCreatesChangeTogether(TestDatabase database) {
		try (PlanRig rig = expanded(database, RANGES,
				"""
						- create_table: {name: pairs, columns: [{name: id, type: int, pk: true}, {name: a, type: int}, {name: b, type: int}]}
						- sql: {up: "insert into pairs values (1, 5, 3)"}
						- create_constraint:
						    table: pairs
						    name: ordered
						    type: check
						    check: a < b
						    up: {a: b, b: a}
						    down: {a: b, b: a}
						""")) {
			assertThat(row(rig.newer(), "pairs", 1)).containsAllEntriesOf(Map.of("a", 3, "b", 5));
		}
	}

	@Test
	void aNewPrimaryKeyGivesOlderRowsTheirValues(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, """
				create table t (a int, b text, note text);
				insert into t values (1, null, 'x'), (null, 'y', 'y');
				""")) {
			Plan plan = rig.plan("""
					- create_constraint:
					    table: t
					    name: t_pkey
					    type: primary_key
					    columns: [a, b]
					    up: {a: "coalesce(a, -1)", b: "coalesce(b, '')"}
					    down: {a: "nullif(a, -1)", b: "nullif(b, '')"}
					""");
			rig.expand(plan);
			run(rig.older(), "insert into t values (2, null, 'z')");
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (a, b) values (3, null)"))
				.hasMessageContaining("null value in column \"b\"");
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (a, b) values (2, '')"))
				.hasMessageContaining("t_pkey");
			run(rig.newer(), "insert into t (a, b) values (4, '')");
			assertThat(rig.older().sql("select count(*) from t where b is null").query(Integer.class).single())
				.isEqualTo(3);
			rig.complete(plan);
			assertThat(rig.newer().sql("select a || b from t order by 1").query(String.class).list())
				.containsExactly("-1y", "1", "2", "4");
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (a, b) values (5, null)"))
				.hasMessageContaining("null value in column \"b\"");
		}
	}

	@Test
	void nullsThatAreNotDistinctAreOnlyOnce(TestDatabase database) {
		try (PlanRig rig = expanded(database, RANGES, """
				- create_constraint:
				    table: t
				    name: t_high_note
				    type: unique
				    columns: [high, note]
				    nulls_not_distinct: true
				    up: {high: "coalesce(high, 0)"}
				    down: {high: "nullif(high, 0)"}
				""")) {
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (id, low, high, note) values (9, 1, 2, null)"))
				.hasMessageContaining("t_high_note");
			assertThatThrownBy(() -> run(rig.older(), "insert into t (id, low, high) values (9, 1, null)"))
				.hasMessageContaining("t_high_note");
			run(rig.older(), "insert into t (id, low, high) values (9, 1, 7)");
		}
	}

	@Test
	void aDeferrableKeyCanBeDeferredAfterComplete(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, RANGES)) {
			Plan plan = rig.plan(
					"- create_constraint: {table: t, name: t_low_id, type: unique, columns: [low], deferrable: true}");
			rig.expand(plan);
			run(rig.older(), "insert into t (id, low) values (9, 20) on conflict do nothing");
			rig.complete(plan);
			run(rig.newer(), "update t set low = case low when 4 then 5 when 5 then 4 else low end");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("low", 4);
		}
	}

	@Test
	void aForeignKeyForgetsReferencesOfTheOlderVersionOnly(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table users (id int primary key);
				create table t (id int primary key, owner int, note text);
				insert into users values (1);
				insert into t values (1, 1), (2, 2);
				""", """
				- create_constraint:
				    table: t
				    name: t_owner_fkey
				    type: foreign_key
				    columns: [owner]
				    references: {table: users, columns: [id], on_delete: SET NULL}
				    up: {owner: "(SELECT CASE WHEN EXISTS (SELECT 1 FROM users WHERE users.id = owner) THEN owner END)"}
				    down: {owner: owner}
				- create_constraint:
				    table: t
				    name: t_owner_note
				    type: unique
				    columns: [owner, note]
				    up: {owner: owner, note: "(SELECT coalesce(note, 'x'))"}
				    down: {owner: owner, note: note}
				""")) {
			run(rig.older(), "insert into t values (3, 7)");
			assertThat(row(rig.newer(), "t", 3)).containsEntry("owner", null).containsEntry("note", "x");
			assertThat(row(rig.newer(), "t", 2)).containsEntry("owner", null);
			assertThat(row(rig.older(), "t", 2)).containsEntry("owner", 2).containsEntry("note", null);
			run(rig.newer(), "delete from users");
			assertThat(row(rig.older(), "t", 1)).containsEntry("owner", null);
			assertThat(row(rig.older(), "t", 3)).containsEntry("owner", 7);
		}
	}

}

package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests what each version can write while another one still has a constraint.
 */
@PostgresTest
class DroppedConstraintSyncTests {

	private static final String PARENTS = """
			create table parents (id int primary key);
			create table t (id int primary key, parent int constraint of_parent references parents on delete cascade);
			insert into parents values (1), (2);
			insert into t values (1, 1), (2, 2);
			""";

	private static final String NOT_NULL = "create table t (id int primary key, n int not null); insert into t values (1, 1)";

	@Test
	void theNewVersionWritesWhatACheckForbidsTheOldOne(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				"create table t (id int primary key, n int constraint positive check (n > 0)); insert into t values (1, 5)",
				"- drop_constraint: {table: t, name: positive, down: \"greatest(n, 1)\"}")) {
			run(rig.newer(), "update t set n = -3");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("n", -3);
			assertThat(row(rig.older(), "t", 1)).containsEntry("n", 1);
			assertThatThrownBy(() -> run(rig.older(), "update t set n = -3")).hasMessageContaining("\"positive\"");
			run(rig.older(), "update t set n = 7");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("n", 7);
		}
	}

	@Test
	void aConstraintWithoutOtherValuesBindsBothVersionsUntilComplete(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database,
				"create table t (id int primary key, n int constraint positive check (n > 0)); insert into t values (1, 5)")) {
			Plan plan = rig.plan("- drop_constraint: {table: t, name: positive}");
			assertThat(plan.findings()).map((finding) -> finding.message())
				.contains(
						"Constraint \"positive\" of table \"t\" stays for all live versions until complete, which drops it.");
			rig.expand(plan);
			assertThatThrownBy(() -> run(rig.newer(), "update t set n = -3")).hasMessageContaining("\"positive\"");
			assertThatThrownBy(() -> run(rig.older(), "update t set n = -3")).hasMessageContaining("\"positive\"");
			rig.complete(plan);
			run(rig.newer(), "update t set n = -3");
		}
	}

	@Test
	void aReferenceOfTheOldVersionFollowsWhatTheNewOneDeletes(TestDatabase database) {
		try (PlanRig rig = expanded(database, PARENTS,
				"- drop_constraint: {table: t, name: of_parent, down: \"(select p.id from parents p where p.id = parent)\"}")) {
			run(rig.newer(), "update t set parent = 9 where id = 1");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("parent", 9);
			assertThat(row(rig.older(), "t", 1)).containsEntry("parent", null);
			run(rig.newer(), "delete from parents where id = 2");
			assertThat(rig.jdbc().sql("select id from t").query(Integer.class).list()).containsExactly(1);
		}
	}

	@Test
	void theOldVersionSeesColumnsThatKeepTheirConstraintTogether(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				"create table t (id int primary key, low int, high int, constraint sane check (low < high)); insert into t values (1, 5, 6)",
				"""
						- drop_multicolumn_constraint:
						    table: t
						    name: sane
						    down: {low: "least(low, high)", high: "greatest(low, high) + 1"}
						""")) {
			run(rig.newer(), "update t set low = 9, high = 3");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("low", 9).containsEntry("high", 3);
			assertThat(row(rig.older(), "t", 1)).containsEntry("low", 3).containsEntry("high", 10);
			assertThatThrownBy(() -> run(rig.older(), "update t set low = 10")).hasMessageContaining("\"sane\"");
			run(rig.older(), "update t set high = 20");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("low", 3).containsEntry("high", 20);
		}
	}

	@Test
	void aPrimaryKeyIsNoKeyOfTheNewVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, "create table t (id int primary key, n int); insert into t values (1, 5)",
				"- drop_constraint: {table: t, name: t_pkey, up: id, down: id * 100 + n}")) {
			run(rig.newer(), "insert into t (id, n) values (1, 6)");
			assertThat(rig.jdbc().sql("select id from t order by id").query(Integer.class).list())
				.isEqualTo(List.of(1, 106));
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (n) values (7)"))
				.hasMessageContaining("null value in column \"id\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "- drop_constraint: {table: t, name: t_n_not_null, down: \"coalesce(n, 0)\"}",
			"- drop_constraint: {table: t, name: t_n_not_null}\n"
					+ "- alter_column: {table: t, column: n, type: bigint, down: \"coalesce(n, 0)::int\"}" })
	void theNewVersionWritesNullWhereTheOldOneHasAnotherValue(String operations, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, NOT_NULL)) {
			assumeNamesOfNotNull(rig);
			Plan plan = rig.plan(operations);
			rig.expand(plan);
			run(rig.newer(), "update t set n = null");
			assertThat(row(rig.older(), "t", 1)).containsEntry("n", 0);
			rig.complete(plan);
			assertThat(row(rig.newer(), "t", 1)).containsEntry("n", null);
		}
	}

	@Test
	void notNullCanBeAskedForAgain(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, NOT_NULL)) {
			assumeNamesOfNotNull(rig);
			assertThatThrownBy(() -> rig.plan("- drop_constraint: {table: t, name: t_id_not_null}"))
				.hasMessageContaining("is on column \"id\" of the primary key, which cannot be null");
			Plan plan = rig.plan("""
					- drop_constraint: {table: t, name: t_n_not_null}
					- alter_column: {table: t, column: n, nullable: false}
					""");
			rig.expand(plan).complete(plan);
			assertThatThrownBy(() -> run(rig.newer(), "update t set n = null")).hasMessageContaining("not-null");
		}
	}

	@Test
	void notNullIsDroppedByComplete(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, NOT_NULL)) {
			assumeNamesOfNotNull(rig);
			Plan plan = rig.plan("- drop_constraint: {table: t, name: t_n_not_null}");
			rig.expand(plan);
			assertThatThrownBy(() -> run(rig.newer(), "update t set n = null")).hasMessageContaining("not-null");
			rig.complete(plan);
			run(rig.newer(), "update t set n = null");
		}
	}

	private static void assumeNamesOfNotNull(PlanRig rig) {
		assumeTrue(rig.jdbc()
			.sql("select exists (select from pg_constraint where contype = 'n')")
			.query(Boolean.class)
			.single(), "NOT NULL has a name from PostgreSQL 18 on");
	}

}

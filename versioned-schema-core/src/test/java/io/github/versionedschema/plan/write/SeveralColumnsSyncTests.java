package io.github.versionedschema.plan.write;

import java.util.Map;

import io.github.versionedschema.cases.CaseFile;
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

	private static final CaseFile ORDERED = CaseFile.of("several-columns-sync/two-columns-in-order.yaml");

	@Test
	void eachUpReadsTheOlderColumnsAndEachDownTheNewerOnes(TestDatabase database) {
		try (PlanRig rig = expanded(database, ORDERED)) {
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
		try (PlanRig rig = new PlanRig(database, ORDERED.text("given"))) {
			Plan plan = rig.plan(ORDERED.operations());
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
		try (PlanRig rig = expanded(database, CaseFile.of("several-columns-sync/a-column-in-one-map-only.yaml"))) {
			run(rig.older(), "insert into t values (4, 9, null)");
			assertThat(row(rig.newer(), "t", 4)).containsAllEntriesOf(Map.of("low", 9, "high", 0));
			run(rig.newer(), "update t set low = 1, high = 2 where id = 4");
			assertThat(row(rig.older(), "t", 4)).containsAllEntriesOf(Map.of("low", 3, "high", 2));
		}
	}

	@Test
	void columnsThatTheSameFileChangedChangeTogether(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				CaseFile.of("several-columns-sync/columns-that-the-same-file-changed.yaml"))) {
			assertThat(row(rig.newer(), "t", 1)).containsAllEntriesOf(Map.of("low", 3L, "top", 50, "middle", 26));
			run(rig.newer(), "update t set low = 40 where id = 1");
			assertThat(row(rig.older(), "t", 1)).containsAllEntriesOf(Map.of("low", 5, "high", 40));
		}
	}

	@Test
	void columnsOfATableThatTheFileCreatesChangeTogether(TestDatabase database) {
		try (PlanRig rig = expanded(database, CaseFile.of("several-columns-sync/columns-of-a-new-table.yaml"))) {
			assertThat(row(rig.newer(), "pairs", 1)).containsAllEntriesOf(Map.of("a", 3, "b", 5));
		}
	}

	@Test
	void aNewPrimaryKeyGivesOlderRowsTheirValues(TestDatabase database) {
		CaseFile file = CaseFile.of("several-columns-sync/a-new-primary-key.yaml");
		try (PlanRig rig = new PlanRig(database, file.text("given"))) {
			Plan plan = rig.plan(file.operations());
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
		try (PlanRig rig = expanded(database, CaseFile.of("several-columns-sync/nulls-that-are-not-distinct.yaml"))) {
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (id, low, high, note) values (9, 1, 2, null)"))
				.hasMessageContaining("t_high_note");
			assertThatThrownBy(() -> run(rig.older(), "insert into t (id, low, high) values (9, 1, null)"))
				.hasMessageContaining("t_high_note");
			run(rig.older(), "insert into t (id, low, high) values (9, 1, 7)");
		}
	}

	@Test
	void aDeferrableKeyCanBeDeferredAfterComplete(TestDatabase database) {
		CaseFile file = CaseFile.of("several-columns-sync/a-deferrable-key.yaml");
		try (PlanRig rig = new PlanRig(database, file.text("given"))) {
			Plan plan = rig.plan(file.operations());
			rig.expand(plan);
			run(rig.older(), "insert into t (id, low) values (9, 20) on conflict do nothing");
			rig.complete(plan);
			run(rig.newer(), "update t set low = case low when 4 then 5 when 5 then 4 else low end");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("low", 4);
		}
	}

	@Test
	void aForeignKeyForgetsReferencesOfTheOlderVersionOnly(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				CaseFile.of("several-columns-sync/a-foreign-key-and-a-unique-constraint.yaml"))) {
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

package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that steps lock a partitioned table before its partitions, as clients do. In the
 * other order, each attempt to lock both fails while clients never pause.
 */
@PostgresTest
class LockOrderTests {

	@ParameterizedTest
	@ValueSource(strings = {
			"- create_constraint: {table: t, name: fk, type: foreign_key, columns: [a], references: {table: t, columns: [id]}}",
			"- alter_column: {table: t, column: parent, up: parent, down: parent}",
			"- drop_constraint: {table: t, name: t_parent_fkey}",
			"- add_column: {table: t, column: {name: n, type: int, references: {name: n_fk, table: t, column: id}}, up: id}" })
	void aPartitionedTableIsLockedBeforeItsPartitions(String operation, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, """
				create table t (id int primary key, a int, parent int references t) partition by range (id);
				create table part_1 partition of t for values from (0) to (100);
				create table part_2 partition of t default partition by range (id);
				create table part_3 partition of part_2 default;
				""")) {
			assertThat(rig.plan(operation).steps()).isNotEmpty()
				.flatMap(LockOrderTests::transactions)
				.allSatisfy((locked) -> assertThat(rig.jdbc()
					.sql("""
							select format('%s before %s', early, late)
							from unnest(?) with ordinality e (early, i) join unnest(?) with ordinality l (late, j) on i < j
							where to_regclass(late) in (select relid from pg_partition_ancestors(to_regclass(early)))
							""")
					.param(locked.toArray(String[]::new))
					.param(locked.toArray(String[]::new))
					.query(String.class)
					.list()).isEmpty());
		}
	}

	private static List<List<String>> transactions(Step step) {
		return Stream.concat(Stream.of(step.action()), step.inverse().stream())
			.filter(Action.Transaction.class::isInstance)
			.map((action) -> ((Action.Transaction) action).locks().stream().map(TableLock::table).toList())
			.toList();
	}

}

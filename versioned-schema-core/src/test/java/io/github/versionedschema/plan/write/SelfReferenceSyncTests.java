package io.github.versionedschema.plan.write;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests rows that reference themselves, while the chain adds the foreign key and changes
 * the key that it references.
 */
@PostgresTest
class SelfReferenceSyncTests {

	private static final String KEY = "- create_constraint: {table: t, name: of_parent, type: foreign_key, columns: [parent], references: {table: t, columns: [id]}}\n";

	private static final String WIDER_KEY = "- alter_column: {table: t, column: id, type: bigint, down: id::int}\n";

	private static final String WIDER_PARENT = "- alter_column: {table: t, column: parent, type: bigint, down: parent::int}\n";

	@ParameterizedTest
	@ValueSource(strings = { KEY + WIDER_KEY, WIDER_KEY + KEY, WIDER_KEY + WIDER_PARENT + KEY,
			KEY + WIDER_KEY + WIDER_PARENT, WIDER_PARENT + KEY })
	void bothVersionsWriteRowsThatReferenceThemselves(String operations, TestDatabase database) {
		try (PlanRig rig = expanded(database,
				"create table t (id int primary key, parent int); insert into t values (1, 1), (2, 1)", operations)) {
			run(rig.older(), "insert into t values (3, 3)");
			run(rig.newer(), "insert into t values (4, 4)");
			run(rig.older(), "update t set parent = 2 where id = 2");
			run(rig.newer(), "update t set id = 5, parent = 5 where id = 4");
			run(rig.older(), "update t set id = 6, parent = 6 where id = 3");
			assertThat(row(rig.newer(), "t", 6)).extractingByKey("parent").hasToString("6");
			assertThat(row(rig.older(), "t", 5)).extractingByKey("parent").hasToString("5");
			assertThat(row(rig.newer(), "t", 2)).extractingByKey("parent").hasToString("2");
		}
	}

}

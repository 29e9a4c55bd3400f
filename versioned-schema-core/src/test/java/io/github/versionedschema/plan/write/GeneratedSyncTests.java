package io.github.versionedschema.plan.write;

import java.util.Map;

import io.github.versionedschema.cases.CaseFile;
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
 * Tests values that are computed from generated columns, one write at a time.
 */
@PostgresTest
class GeneratedSyncTests {

	private static final String GIVEN = """
			create table t (id int primary key, "A" int default 5, twice int generated always as ("A" * 2) stored);
			insert into t values (1, 2);
			""";

	@Test
	void upReadsAGeneratedColumn(TestDatabase database) {
		try (PlanRig rig = expanded(database, GIVEN, """
				- add_column: {table: t, column: {name: more, type: int, nullable: true}, up: twice + 1}
				- rename_column: {table: t, from: A, to: a}
				- drop_column: {table: t, column: twice}
				""")) {
			assertThat(row(rig.newer(), "t", 1)).isEqualTo(Map.of("id", 1, "a", 2, "more", 5));
			run(rig.older(), "update t set \"A\" = 3");
			run(rig.older(), "insert into t values (2, 4)");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("more", 7);
			assertThat(row(rig.newer(), "t", 2)).containsEntry("more", 9);
		}
	}

	@Test
	void downReadsANewGeneratedColumn(TestDatabase database) {
		try (PlanRig rig = expanded(database, CaseFile.of("generated-sync/down-reads-a-new-generated-column.yaml"))) {
			run(rig.newer(), "insert into t (id, \"A\", b) values (2, 4, 1)");
			assertThat(row(rig.newer(), "t", 2)).containsEntry("sum", 5L);
			assertThat(row(rig.older(), "t", 2)).containsEntry("A", 4).containsEntry("twice", 8);
			run(rig.newer(), "update t set \"A\" = 6 where id = 2");
			assertThat(row(rig.older(), "t", 2)).containsEntry("A", 6).containsEntry("twice", 12);
		}
	}

	@Test
	void aNewGeneratedColumnThatIsNotNullBindsOnlyTheNewerVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, GIVEN,
				"""
						- drop_column: {table: t, column: twice}
						- alter_column: {table: t, column: A, type: bigint, down: '"A"::int'}
						- add_column: {table: t, column: {name: twice, type: bigint, nullable: false, generated: {expression: '"A" * 2'}}}
						""")) {
			assertThat(row(rig.newer(), "t", 1)).containsEntry("twice", 4L);
			run(rig.older(), "insert into t values (2, null)");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> run(rig.newer(), "insert into t (id, \"A\") values (3, null)"))
				.withMessageContaining("null value in column \"twice\"");
		}
	}

}

package io.github.versionedschema;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests the first migrations of a database, which no client uses while it is empty.
 */
@PostgresTest
class FirstMigrationsTests extends FacadeTests {

	@Test
	void getsEveryMigrationDirectlyAndOnlyTheLastVersion() {
		VersionedSchema schema = schema("01_a", "02_b", "03_c");
		assertThat(schema.usableSchema()).isNull();
		assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
		assertThat(schema.expand().changed()).isTrue();
		assertThat(schema.usableSchema()).isEqualTo("public_03_c");
		assertThat(schema.expand().changed()).isFalse();
		assertThat(this.planner.direct).containsExactly(true, true, true);
		assertThat(columns()).containsExactly("id", "01_a", "02_b", "03_c");
		assertThat(schema.status().versions()).extracting(VersionStatus::name, VersionStatus::state)
			.containsExactly(tuple("01_a", VersionState.RETIRED), tuple("02_b", VersionState.RETIRED),
					tuple("03_c", VersionState.LIVE));
		assertThat(this.database.jdbc()
			.sql("select nspname from pg_namespace where nspname like 'public_%'")
			.query(String.class)
			.list()).containsExactly("public_03_c");
	}

	@Test
	void goesOnDirectlyAfterAFailure() {
		this.planner.further.add(step("fail", Phase.CONTRACT, sql("select 1 / count(*) from allowed")));
		execute("create view allowed as select 1 where false");
		VersionedSchema schema = schema("01_a", "02_b");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand);
		assertThat(schema.usableSchema()).isNull();
		execute("create or replace view allowed as select 1");
		schema("01_a", "02_b").expand();
		assertThat(schema.usableSchema()).isEqualTo("public_02_b");
		assertThat(this.planner.direct).containsExactly(true, true);
	}

	@Test
	void isNotFilledDirectlyAfterAnUndoneStart() {
		this.planner.further.add(step("wrong", Phase.EXPAND, sql("alter table missing add column a int")));
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema("01_a")::expand);
		this.planner.further.clear();
		execute("create table t (id int primary key)");
		schema("01_a").expand();
		assertThat(this.planner.direct).containsExactly(true, false);
	}

}

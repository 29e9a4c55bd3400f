package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.HandPlanner.migration;
import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests migrations that fail or are refused: what was done is undone, or kept if that is
 * wanted.
 */
@PostgresTest
class RefusedMigrationsTests extends FacadeTests {

	@BeforeEach
	void createTable() {
		execute("create table t (id int primary key)");
	}

	@Test
	void undoesAnExpandThatCannotWork() {
		this.planner.further.add(step("wrong", Phase.EXPAND, sql("alter table missing add column a int")));
		VersionedSchema schema = schema("01_a");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand)
			.withMessageContaining("nothing of it remains");
		assertThat(columns()).containsExactly("id");
		assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
	}

	@Test
	void keepsWhatWasDoneWhenALaterStepFailsAndGoesOnFromThereIfThatIsWanted() {
		keepFailedExpands();
		this.planner.further.add(step("late", Phase.BUILD, new Action.UserSql("alter table later add column a int")));
		VersionedSchema schema = schema("01_a");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand).withMessageContaining("kept");
		SchemaStatus status = schema.status();
		assertThat(status.phase()).isEqualTo(MigrationPhase.EXPANDING);
		assertThat(status.error()).contains("relation \"later\" does not exist");
		assertThat(status.pending()).containsExactly("01_a");
		assertThat(status.history()).extracting(HistoryEntry::error).containsExactly(status.error());
		assertThat(status.step()).isEqualTo("step late");
		assertThat(status.stepsDone()).isEqualTo(1);
		execute("create table later ()");
		schema.expand();
		assertThat(schema.isUsable()).isTrue();
		assertThat(schema.status().error()).isNull();
	}

	@Test
	void undoesWhatWasDoneWhenALaterStepWouldFailAgain() {
		this.planner.further.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
		VersionedSchema schema = schema("01_a");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand)
			.withMessageContaining("was undone");
		assertThat(columns()).containsExactly("id");
		assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
	}

	@Test
	void showsWhyAnExpandWasUndoneUntilItsMigrationIsAppliedOrGone() {
		try (VersionedSchema first = schema("01_a")) {
			first.expand();
		}
		this.planner.further.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
		VersionedSchema second = schema("01_a", "02_b");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(second::expand);
		assertThat(second.status().error()).contains("relation \"missing\" does not exist", "was undone");
		assertThat(second.status().history()).extracting(HistoryEntry::error)
			.containsExactly(null, second.status().error());
		assertThat(schema("01_a").status().error()).isNull();
		this.planner.further.clear();
		second.expand();
		assertThat(second.status().error()).isNull();
	}

	@Test
	void replacesAnUnpublishedRunWhoseFilesWereChanged() {
		keepFailedExpands();
		this.planner.further.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema("01_a")::expand);
		this.planner.further.clear();
		schema(List.of(migration("01_a", "another checksum"), migration("02_b"))).expand();
		assertThat(columns()).containsExactly("id", "01_a", "02_b");
	}

	@Test
	void refusesRowsThatTheNewVersionDoesNotAllowBeforeAnythingChanges() {
		this.planner.further.add(step("count", Phase.CHECK, new Action.Count("t_positive", "id must be positive",
				"select count(*) from t where id < 0", "select * from t where id < 0")));
		execute("insert into t values (-1), (1)");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(schema("01_a")::expand)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.VIOLATIONS))
			.withMessageContaining("t_positive: id must be positive (1 row), for example {\"id\": -1}");
		assertThat(this.database.jdbc()
			.sql("select to_regnamespace('versioned_schema') is null")
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void refusesToCompleteWhileRowsViolateTheNewVersion() {
		this.planner.further.add(step("count", Phase.VERIFY, new Action.Count("t_positive", "id must be positive",
				"select count(*) from t where id < 0", "select * from t where id < 0")));
		VersionedSchema schema = schema("01_a");
		schema.expand();
		execute("insert into t values (-1)");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema.complete(false))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.VIOLATIONS));
		assertThat(schema.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
		execute("delete from t");
		assertThat(schema.complete(false).changed()).isTrue();
	}

	@Test
	void refusesFilesThatContradictTheHistory() {
		schema("01_a", "02_b").expand();
		schema("01_a", "02_b").complete(false);
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> schema(
					List.of(migration("01_a", "changed"), migration("01_b"), migration("02_b"), migration("03_c")))
				.expand())
			.satisfies((ex) -> assertThat(ex.findings()).hasSize(2))
			.withMessageContaining("checksum was checksum of 01_a and is now changed")
			.withMessageContaining("01_b.yaml comes before 02_b.yaml");
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> schema("01_a", "02_x").expand())
			.withMessageContaining("(02_b)")
			.withMessageContaining("(02_x.yaml)");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema("01_a").expand())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.RETIRED))
			.withMessageContaining("together with later ones");
	}

}

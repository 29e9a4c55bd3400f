package io.github.versionedschema.execute;

import java.util.List;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.execute.Plans.step;
import static io.github.versionedschema.execute.Plans.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class ExecutorTests {

	@Test
	void runsStepsInTheOrderOfThePlanAndRecordsThem(TestDatabase database) {
		Plan plan = Plans.of(step("one", Phase.EXPAND, transaction("create table t (a text[])")),
				step("two", Phase.EXPAND,
						new Action.UserSql("insert into t values ('{x,y}'); insert into t values (null)")),
				step("three", Phase.PUBLISH, new Action.Publish(List.of("create schema public_02_b"))));
		try (Conductor conductor = new Conductor(database)) {
			long run = conductor.run(plan);
			assertThat(conductor.journal.reader().steps(run)).extracting(StepRow::stepId)
				.containsExactly("one", "two", "three");
			assertThat(conductor.journal.reader().steps(run)).extracting(StepRow::state)
				.containsOnly(StepRow.State.DONE);
			assertThat(conductor.journal.reader().read().runs()).extracting(RunRow::plan).containsExactly(plan);
		}
		assertThat(database.jdbc().sql("select count(*) from t").query(Integer.class).single()).isEqualTo(2);
	}

	@Test
	void skipsWhatTheJournalHasAsDone(TestDatabase database) {
		Plan plan = Plans.of(step("one", Phase.EXPAND, transaction("create table t (a int)")),
				step("two", Phase.EXPAND, transaction("insert into t values (1)")));
		try (Conductor conductor = new Conductor(database)) {
			long run = conductor.run(plan);
			conductor.executor.run(run, plan, Conductor.allPhases());
		}
		assertThat(database.jdbc().sql("select count(*) from t").query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void leavesNothingOfATransactionThatFails(TestDatabase database) {
		Plan plan = Plans.of(step("one", Phase.EXPAND,
				transaction("create table t (a int)", "alter table missing add column b int")));
		try (Conductor conductor = new Conductor(database)) {
			long run = conductor.begin(plan);
			assertThatExceptionOfType(StepFailedException.class)
				.isThrownBy(() -> conductor.executor.run(run, plan, Conductor.allPhases()))
				.satisfies((ex) -> assertThat(ex.isDeterministic()).isTrue())
				.withMessageContaining("02_b.yaml:1 operation 1 (sql)")
				.withMessageContaining("relation \"missing\" does not exist");
			assertThat(conductor.journal.reader().steps(run)).isEmpty();
			assertThat(conductor.events).last().isInstanceOf(TransitionEvent.StepFailed.class);
		}
		assertThat(database.jdbc().sql("select to_regclass('t') is null").query(Boolean.class).single()).isTrue();
	}

	@Test
	void undoesInReverseOrderWhatWasBegun(TestDatabase database) {
		Plan plan = Plans.of(
				step("one", Phase.EXPAND, transaction("create table t (a int)"), transaction("drop table t")),
				step("two", Phase.EXPAND, transaction("create view v as select a from t"),
						transaction("drop view if exists v")),
				step("three", Phase.EXPAND, transaction("create view w as select a from missing"),
						transaction("drop view w")));
		try (Conductor conductor = new Conductor(database)) {
			long run = conductor.begin(plan);
			assertThatExceptionOfType(StepFailedException.class)
				.isThrownBy(() -> conductor.executor.run(run, plan, Conductor.allPhases()));
			conductor.executor.undo(run, plan);
			conductor.executor.undo(run, plan);
			assertThat(conductor.journal.reader().steps(run)).extracting(StepRow::state)
				.containsExactly(StepRow.State.UNDONE, StepRow.State.UNDONE);
		}
		assertThat(database.jdbc().sql("select to_regclass('t') is null").query(Boolean.class).single()).isTrue();
	}

	@Test
	void undoesNothingIfThePlanLacksAStepThatCreatedAnObject(TestDatabase database) {
		Step table = step("new.01.t", Phase.EXPAND, transaction("create table t (a int unique)"),
				transaction("drop table t"));
		Step key = step("foreign_key.t.k", Phase.BUILD,
				transaction("alter table t add constraint k foreign key (a) references t (a)"),
				transaction("alter table t drop constraint k"));
		Step validation = step("validate.t.k", Phase.BUILD, transaction("alter table t validate constraint k"));
		try (Conductor conductor = new Conductor(database)) {
			long run = conductor.run(Plans.of(table, key, validation));
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> conductor.executor.undo(run, Plans.of(table)))
				.withMessageContaining("lacks steps that were done (foreign_key.t.k)");
			assertThat(conductor.journal.reader().steps(run)).extracting(StepRow::state)
				.containsOnly(StepRow.State.DONE);
			conductor.executor.undo(run, Plans.of(table, key));
		}
		assertThat(database.jdbc().sql("select to_regclass('t') is null").query(Boolean.class).single()).isTrue();
	}

	@Test
	void runsUserSqlOutsideOfATransactionWherePostgresDemandsIt(TestDatabase database) {
		database.jdbc().sql("create table t (a int)").update();
		Plan plan = Plans.of(step("one", Phase.EXPAND, new Action.UserSql("""
				-- two at once
				create index concurrently if not exists t_a on t (a);
				vacuum t; -- done
				""")));
		try (Conductor conductor = new Conductor(database)) {
			conductor.run(plan);
		}
		assertThat(database.jdbc()
			.sql("select indisvalid from pg_index where indexrelid = 't_a'::regclass")
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void leavesNoPathThatTheUsersSqlSetsInTheLeadersSession(TestDatabase database) {
		try (Conductor conductor = new Conductor(database)) {
			conductor.run(Plans.of(step("sql", Phase.EXPAND, new Action.UserSql("set search_path = public"))));
			assertThat(conductor.leadership.jdbc().sql("show search_path").query(String.class).single())
				.isEqualTo("pg_catalog, pg_temp");
		}
	}

}

package io.github.versionedschema.execute;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.versionedschema.execute.Plans.step;
import static io.github.versionedschema.execute.Plans.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the loss of the leader's connection at every step of a plan with all kinds of
 * steps.
 */
@PostgresTest
@Tag("thorough")
class ResumeTests {

	static final Plan PLAN = Plans.of(
			step("table", Phase.EXPAND, transaction("create table n (a int)", "alter table t add column b int"),
					transaction("drop table if exists n", "alter table t drop column if exists b")),
			step("rows", Phase.EXPAND, new Action.UserSql("insert into n values (1); insert into n values (2)"),
					new Action.UserSql("select 1")),
			step("vacuum", Phase.EXPAND,
					new Action.UserSql("vacuum t; create index concurrently if not exists v on t (a)"),
					new Action.DropIndex("public", "v")),
			step("index", Phase.BUILD,
					new Action.BuildIndex("public", "t_b", "create unique index concurrently t_b on public.t (b)"),
					new Action.DropIndex("public", "t_b")),
			step("old", Phase.BUILD, new Action.DropIndex("public", "v")),
			step("publish", Phase.PUBLISH, new Action.Publish(List.of("create schema public_02_b")),
					transaction("drop schema if exists public_02_b")),
			step("contract", Phase.CONTRACT, transaction("insert into n values (3)", "alter table t drop column a")),
			step("finish", Phase.FINISH, transaction("insert into n values (4)")));

	static final Set<Phase> EXPAND = EnumSet.of(Phase.EXPAND, Phase.BUILD, Phase.PUBLISH);

	TestDatabase database;

	@BeforeEach
	void createTable(TestDatabase database) {
		this.database = database;
		database.jdbc().sql("create table t (a int)").update();
	}

	static Stream<Arguments> everyStep() {
		return moments((step) -> true);
	}

	static Stream<Arguments> everyStepOfExpand() {
		return moments((step) -> step.phase().isExpand());
	}

	private static Stream<Arguments> moments(Predicate<Step> which) {
		return PLAN.steps()
			.stream()
			.filter(which)
			.flatMap((step) -> Stream.of(Arguments.of(step.id(), "before"), Arguments.of(step.id(), "after")));
	}

	@ParameterizedTest(name = "{1} step {0}")
	@MethodSource("everyStep")
	void theNextLeaderGoesOn(String step, String moment) {
		long run = runAndDie(step, moment);
		try (Conductor next = new Conductor(this.database)) {
			next.executor.run(run, PLAN, Conductor.allPhases());
			assertThat(next.journal.reader().steps(run)).hasSameSizeAs(PLAN.steps())
				.extracting(StepRow::state)
				.containsOnly(StepRow.State.DONE);
		}
		assertThat(this.database.jdbc().sql("select a from n order by a").query(Integer.class).list())
			.containsExactly(1, 2, 3, 4);
		assertThat(this.database.jdbc()
			.sql("select indisvalid from pg_index where indexrelid = 't_b'::regclass")
			.query(Boolean.class)
			.single()).isTrue();
		assertThat(this.database.jdbc().sql("select to_regclass('v') is null").query(Boolean.class).single()).isTrue();
	}

	@ParameterizedTest(name = "{1} step {0}")
	@MethodSource("everyStepOfExpand")
	void theNextLeaderUndoes(String step, String moment) {
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		long run = runAndDie(step, moment);
		try (Conductor next = new Conductor(this.database)) {
			next.executor.undo(run, PLAN);
		}
		assertThat(CatalogueSnapshot.of(this.database, "public")).isEqualTo(before);
		assertThat(
				this.database.jdbc().sql("select to_regnamespace('public_02_b') is null").query(Boolean.class).single())
			.isTrue();
	}

	@ParameterizedTest(name = "{1} step {0}")
	@MethodSource("everyStepOfExpand")
	void theNextLeaderGoesOnUndoing(String step, String moment) {
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		long run;
		try (Conductor first = new Conductor(this.database)) {
			run = first.begin(PLAN);
			first.executor.run(run, PLAN, EXPAND);
		}
		die(step, moment, (dying) -> dying.executor.undo(run, PLAN));
		try (Conductor next = new Conductor(this.database)) {
			next.executor.undo(run, PLAN);
		}
		assertThat(CatalogueSnapshot.of(this.database, "public")).isEqualTo(before);
	}

	private long runAndDie(String step, String moment) {
		long[] run = new long[1];
		die(step, moment, (dying) -> {
			run[0] = dying.begin(PLAN);
			dying.executor.run(run[0], PLAN, Conductor.allPhases());
		});
		return run[0];
	}

	private void die(String step, String moment, Consumer<Conductor> work) {
		Conductor[] dying = new Conductor[1];
		TransitionListener killer = (event) -> {
			if ((moment.equals("before") && event instanceof StepStarted started && started.step().equals(step))
					|| (moment.equals("after") && event instanceof StepDone done && done.step().equals(step))) {
				this.database.jdbc()
					.sql("select pg_terminate_backend(?, 10000)")
					.params(dying[0].leadership.pid())
					.query(Boolean.class)
					.single();
			}
		};
		try (Conductor conductor = new Conductor(this.database, Conductor.LOCKS, killer)) {
			dying[0] = conductor;
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> {
				work.accept(conductor);
				conductor.leadership.guard(() -> conductor.journal.reader().isInstalled());
			});
		}
	}

}

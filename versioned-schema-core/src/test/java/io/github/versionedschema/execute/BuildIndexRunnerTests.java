package io.github.versionedschema.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.execute.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class BuildIndexRunnerTests {

	static final String SQL = "create unique index concurrently t_a on public.t (a)";

	static final Plan PLAN = Plans.of(step("index", Phase.BUILD, new Action.BuildIndex("public", "t_a", SQL),
			new Action.DropIndex("public", "t_a")));

	TestDatabase database;

	@BeforeEach
	void createTable(TestDatabase database) {
		this.database = database;
		execute("create table t (a int)");
		execute("insert into t values (1), (2)");
	}

	private void execute(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	private String state() {
		return this.database.jdbc().sql("""
				select coalesce((select case when indisvalid then 'valid' else 'invalid' end
					from pg_index where indexrelid = to_regclass('t_a')), 'none')
				""").query(String.class).single();
	}

	@Test
	void buildsAnInvalidLeftoverAgain() {
		execute("insert into t values (1)");
		assertThatCode(() -> execute(SQL)).hasMessageContaining("could not create unique index");
		assertThat(state()).isEqualTo("invalid");
		execute("delete from t where ctid = (select max(ctid) from t where a = 1)");
		try (Conductor conductor = new Conductor(this.database)) {
			conductor.run(PLAN);
		}
		assertThat(state()).isEqualTo("valid");
	}

	@Test
	void reportsRowsThatAreNotUniqueAndLeavesNoIndexThatWouldRejectWrites() {
		execute("insert into t values (1)");
		try (Conductor conductor = new Conductor(this.database)) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> conductor.run(PLAN))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RefusedException.Reason.VIOLATIONS))
				.withMessageContaining("t_a")
				.withMessageContaining("(a)=(1)");
			assertThat(state()).isEqualTo("none");
		}
	}

	@Test
	void tellsWhoseOldTransactionItWaitsFor() throws SQLException {
		try (Connection old = oldTransaction()) {
			TransitionListener releasing = (event) -> {
				if (event instanceof Blocked blocked) {
					assertThat(blocked.blockers()).extracting(Blocker::application).contains("report job");
					assertThatCode(old::close).doesNotThrowAnyException();
				}
			};
			try (Conductor conductor = new Conductor(this.database, Conductor.LOCKS, releasing)) {
				conductor.run(PLAN);
				assertThat(conductor.events).hasAtLeastOneElementOfType(Blocked.class);
			}
		}
		assertThat(state()).isEqualTo("valid");
	}

	@Test
	void isBuiltByTheNextLeaderWhenTheConnectionDiesDuringTheBuild() throws SQLException {
		long run;
		try (Connection old = oldTransaction(); Conductor dying = new Conductor(this.database)) {
			run = dying.begin(PLAN);
			CompletableFuture<Void> building = CompletableFuture
				.runAsync(() -> dying.executor.run(run, PLAN, Conductor.allPhases()));
			await().until(() -> state().equals("invalid"));
			this.database.jdbc()
				.sql("select pg_terminate_backend(?)")
				.params(dying.leadership.pid())
				.query()
				.listOfRows();
			assertThat(building).failsWithin(java.time.Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(LeadershipLostException.class);
			assertThat(old.isValid(5)).isTrue();
		}
		assertThat(state()).isEqualTo("invalid");
		try (Conductor next = new Conductor(this.database)) {
			next.executor.run(run, PLAN, Conductor.allPhases());
		}
		assertThat(state()).isEqualTo("valid");
	}

	@Test
	void isStoppedDuringTheBuildAndLeavesNoLeader() throws SQLException {
		try (Connection old = oldTransaction(); Conductor stopped = new Conductor(this.database)) {
			CompletableFuture<Void> building = CompletableFuture.runAsync(() -> {
				try (stopped) {
					stopped.run(PLAN);
				}
			});
			await().until(() -> state().equals("invalid"));
			stopped.stop.stop();
			stopped.leadership.cancel();
			assertThat(building).failsWithin(java.time.Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(StoppedException.class);
			try (Conductor next = new Conductor(this.database)) {
				assertThat(next.leadership.pid()).isNotEqualTo(stopped.leadership.pid());
			}
			assertThat(old.isValid(5)).isTrue();
		}
	}

	private Connection oldTransaction() throws SQLException {
		var dataSource = this.database.dataSource();
		dataSource.setApplicationName("report job");
		Connection connection = dataSource.getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().execute("insert into t values (3)");
		return connection;
	}

}

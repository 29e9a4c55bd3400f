package io.github.versionedschema.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.event.TransitionEvent.LockWaitEnded;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.execute.Conductor;
import io.github.versionedschema.execute.Plans;
import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static io.github.versionedschema.execute.Plans.step;
import static io.github.versionedschema.execute.Plans.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class LockLadderTests {

	static final Plan PLAN = Plans
		.of(step("alter", Phase.EXPAND, transaction("create table side (a int)", "alter table t add column b int")));

	@BeforeEach
	void createTable(TestDatabase database) {
		database.jdbc().sql("create table t (a int)").update();
	}

	@Test
	void namesWhoIsInTheWayAndLeavesNothingBehind(TestDatabase database) throws SQLException {
		LockSettings locks = Conductor.LOCKS.with(Duration.ofMillis(300), 3);
		try (Connection blocker = blocker(database); Conductor conductor = new Conductor(database, locks, (event) -> {
		})) {
			assertThatExceptionOfType(LockUnavailableException.class).isThrownBy(() -> conductor.run(PLAN))
				.withMessageContaining("after 3 attempts")
				.withMessageContaining("report job")
				.withMessageContaining("idle in transaction")
				.withMessageContaining("select count(*) from t")
				.satisfies((ex) -> assertThat(ex.details()).extracting(Blocker::pid).containsExactly(pid(blocker)));
			assertThat(conductor.events).filteredOn(Blocked.class::isInstance).hasSize(2);
			assertThat(waitIn(conductor))
				.isEqualTo(new LockWaitEnded("public", "alter", Phase.EXPAND, 3, waitIn(conductor).waited(), false));
			assertThat(waitIn(conductor).waited()).isPositive();
			assertThat(conductor.events).last().isInstanceOf(TransitionEvent.StepFailed.class);
			assertThat(conductor.leadership.jdbc()
				.sql("select to_regclass('public.side') is not null")
				.query(Boolean.class)
				.single()).isFalse();
		}
	}

	@Test
	void getsItsLockOnceTheBlockerIsGone(TestDatabase database) throws SQLException {
		Connection blocker = blocker(database);
		TransitionListener releasing = (event) -> {
			if (event instanceof Blocked) {
				assertThatCode(blocker::close).doesNotThrowAnyException();
			}
		};
		try (Conductor conductor = new Conductor(database, Conductor.LOCKS.with(Conductor.LOCKS.timeout(), 20),
				releasing)) {
			conductor.run(PLAN);
			assertThat(conductor.leadership.jdbc()
				.sql("select to_regclass('public.side') is not null")
				.query(Boolean.class)
				.single()).isTrue();
			assertThat(waitIn(conductor).acquired()).isTrue();
			assertThat(waitIn(conductor).attempts()).isGreaterThan(1);
			assertThat(waitIn(conductor).waited()).isPositive();
		}
	}

	@Test
	void waitsAsLongAsTheOperationSays(TestDatabase database) {
		Action wait = new Action.UserSql("create table wait as select current_setting('lock_timeout') as longest");
		Step step = new Step("wait", Phase.EXPAND, "wait", null, wait, null, false, false, List.of(),
				List.of("02_b.yaml:1 operation 1 (sql)"), new Hints(123L, null), false);
		try (Conductor conductor = new Conductor(database, Conductor.LOCKS, (event) -> {
		})) {
			conductor.run(Plans.of(step));
		}
		assertThat(database.jdbc().sql("select longest from wait").query(String.class).single()).isEqualTo("123ms");
	}

	private static LockWaitEnded waitIn(Conductor conductor) {
		return conductor.events.stream()
			.filter(LockWaitEnded.class::isInstance)
			.map(LockWaitEnded.class::cast)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Autovacuum yields to sessions that wait for {@code deadlock_timeout}, which is
	 * longer than the lock timeout of the library.
	 */
	@Test
	void sendsAutovacuumAway(TestDatabase database) throws SQLException {
		database.jdbc()
			.sql("alter table t set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0, "
					+ "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)")
			.update();
		database.jdbc().sql("insert into t select n from generate_series(1, 50000) n").update();
		database.jdbc().sql("delete from t where a % 2 = 0").update();
		database.jdbc().sql("alter system set autovacuum_naptime = '1s'").update();
		database.jdbc().sql("select pg_reload_conf()").query(Boolean.class).single();
		try (Conductor conductor = new Conductor(database, Conductor.LOCKS.with(Conductor.LOCKS.timeout(), 3),
				(event) -> {
				})) {
			await().atMost(Duration.ofMinutes(2)).until(() -> isVacuuming(database));
			// Otherwise the next autovacuum may start before the next attempt.
			resetAutovacuum(database);
			conductor.run(Plans
				.of(step("alter", Phase.EXPAND, new Action.Transaction(List.of(TableLock.exclusive("public.t")),
						List.of("alter table t add column b int")))));
			assertThat(conductor.events).filteredOn(Blocked.class::isInstance).hasSize(1);
		}
		finally {
			resetAutovacuum(database);
		}
	}

	private static void resetAutovacuum(TestDatabase database) {
		database.jdbc().sql("alter system reset autovacuum_naptime").update();
		database.jdbc().sql("select pg_reload_conf()").query(Boolean.class).single();
	}

	private static boolean isVacuuming(TestDatabase database) {
		return database.jdbc()
			.sql("select exists (select from pg_stat_progress_vacuum where relid = 't'::regclass)")
			.query(Boolean.class)
			.single();
	}

	@Test
	void makesNoClientWaitLongerThanItsTimeOut(TestDatabase database) throws SQLException {
		AtomicBoolean done = new AtomicBoolean();
		try (Connection blocker = blocker(database); Conductor conductor = new Conductor(database)) {
			CompletableFuture<Integer> client = CompletableFuture.supplyAsync(() -> queries(database, done));
			assertThatExceptionOfType(LockUnavailableException.class).isThrownBy(() -> conductor.run(PLAN));
			done.set(true);
			assertThat(client.join()).isPositive();
			assertThat(blocker.isValid(5)).isTrue();
		}
	}

	/**
	 * Runs queries with a lock_timeout that detects a client that waits too long: it is
	 * far longer than the lock timeout of the library.
	 */
	private static int queries(TestDatabase database, AtomicBoolean done) {
		try (Connection connection = database.dataSource().getConnection()) {
			JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			client.sql("set lock_timeout = '5s'").update();
			int queries = 0;
			while (!done.get()) {
				client.sql("select count(*) from t").query(Integer.class).single();
				queries++;
			}
			return queries;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void waitsForAllLocksTogetherNoLongerThanForOne(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table p (n int) partition by list (n)").update();
		database.jdbc().sql("create table p1 partition of p for values in (1)").update();
		database.jdbc().sql("create table p2 partition of p for values in (2)").update();
		try (Connection first = reader(database, "p1"); Conductor conductor = new Conductor(database)) {
			Plan plan = Plans.of(step("locks", Phase.EXPAND,
					new Action.Transaction(List.of(TableLock.exclusive("public.p")), List.of("""
							create table limits as select current_setting('lock_timeout')::interval as of_locks,
								current_setting('statement_timeout') as of_statements""")), transaction("select 1")));
			long run = conductor.begin(plan);
			assertThatExceptionOfType(LockUnavailableException.class)
				.isThrownBy(() -> conductor.executor.run(run, plan, Conductor.allPhases()));
			first.close();
			conductor.executor.run(run, plan, Conductor.allPhases());
			assertThat(database.jdbc()
				.sql("select of_statements = '0' and of_locks < interval '250 ms' from limits")
				.query(Boolean.class)
				.single()).isTrue();
		}
	}

	@Test
	void endsTheSessionThatHoldsLocksAndIsLeftAlone(TestDatabase database) {
		try (Conductor conductor = new Conductor(database)) {
			conductor.run(Plans.of(step("idle", Phase.EXPAND, transaction("""
					create table idle as
						select current_setting('idle_in_transaction_session_timeout')::interval as t"""))));
			assertThat(database.jdbc()
				.sql("select t between interval '1 ms' and interval '5 s' from idle")
				.query(Boolean.class)
				.single()).isTrue();
		}
	}

	private static Connection reader(TestDatabase database, String table) throws SQLException {
		Connection connection = database.dataSource().getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().executeQuery("select count(*) from " + table);
		return connection;
	}

	private static Connection blocker(TestDatabase database) throws SQLException {
		var dataSource = database.dataSource();
		dataSource.setApplicationName("report job");
		Connection connection = dataSource.getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().executeQuery("select count(*) from t");
		return connection;
	}

	private static int pid(Connection connection) throws SQLException {
		return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
	}

}

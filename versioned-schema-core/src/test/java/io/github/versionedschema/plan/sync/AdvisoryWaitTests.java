package io.github.versionedschema.plan.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests how long a client waits for an advisory lock that another session holds.
 */
@PostgresTest
class AdvisoryWaitTests {

	private static final AdvisoryWait LOCK = new AdvisoryWait("", "1", "2");

	private static final int HOUR = 3_600_000;

	private TwoSessions sessions;

	@BeforeEach
	void holdTheLock(TestDatabase database) {
		database.jdbc().sql("create table t (id int primary key); insert into t values (1)").update();
		this.sessions = new TwoSessions(database);
		this.sessions.holder().sql("select pg_advisory_xact_lock(1, 2)::text").query().singleRow();
	}

	@AfterEach
	void close() {
		this.sessions.close();
	}

	@Test
	@Timeout(60)
	void endsAsSoonAsTheHolderWaitsForTheClient() throws Exception {
		this.sessions.client().sql("delete from t").update();
		CompletableFuture<Integer> blocked = CompletableFuture
			.supplyAsync(() -> this.sessions.holder().sql("delete from t").update());
		await().until(() -> this.sessions.waiting() == 1);
		assertThatThrownBy(() -> waitFor(HOUR))
			.satisfies((ex) -> assertThat(SqlStates.is(ex, SqlStates.LOCK_NOT_AVAILABLE)).isTrue());
		this.sessions.endClient();
		assertThat(blocked.get(30, TimeUnit.SECONDS)).isOne();
	}

	@Test
	@Timeout(60)
	void goesOnWhileTheHolderWaitsForNobody() throws Exception {
		CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> waitFor(HOUR));
		await().until(() -> this.sessions.waiting() == 1);
		this.sessions.endHolder();
		waiting.get(30, TimeUnit.SECONDS);
		assertThat(this.sessions.client()
			.sql("select count(*) from pg_locks where pid = pg_backend_pid() and granted and locktype = 'advisory'")
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void endsAfterItsTime() {
		assertThatThrownBy(() -> waitFor(50))
			.satisfies((ex) -> assertThat(SqlStates.is(ex, SqlStates.LOCK_NOT_AVAILABLE)).isTrue());
	}

	private int waitFor(int millis) {
		return this.sessions.client().sql("do $wait$ begin " + LOCK.await(millis) + " end $wait$").update();
	}

}

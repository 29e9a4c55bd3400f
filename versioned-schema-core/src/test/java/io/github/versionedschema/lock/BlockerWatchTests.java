package io.github.versionedschema.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.postgres.RawSql;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

@PostgresTest
class BlockerWatchTests {

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private Connection blocker;

	private Connection blocked;

	private CompletableFuture<Void> waiting;

	@BeforeEach
	void letASessionWaitForAnother(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table t (a int)").update();
		this.blocker = database.dataSource().getConnection();
		RawSql.execute(this.blocker, "begin; lock table t");
		this.blocked = database.dataSource().getConnection();
		this.waiting = CompletableFuture
			.runAsync(() -> assertThatCode(() -> RawSql.execute(this.blocked, "begin; lock table t"))
				.doesNotThrowAnyException());
	}

	@AfterEach
	void endTheSessions() throws SQLException {
		this.blocker.close();
		this.waiting.handle((done, failure) -> null).join();
		this.blocked.close();
	}

	private BlockerWatch watch(ConnectionSource connections, Consumer<List<Blocker>> listener) throws SQLException {
		int pid = this.blocked.unwrap(PGConnection.class).getBackendPID();
		return new BlockerWatch(connections, pid, Duration.ZERO, INTERVAL, listener);
	}

	@Test
	void isClosedOnlyWhenItsListenerHasReturned(TestDatabase database) throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch returning = new CountDownLatch(1);
		BlockerWatch watch = watch(database.dataSource()::getConnection, (blockers) -> {
			called.countDown();
			assertThatCode(() -> assertThat(returning.await(1, TimeUnit.MINUTES)).isTrue()).doesNotThrowAnyException();
		});
		assertThat(called.await(1, TimeUnit.MINUTES)).isTrue();
		Thread closing = new Thread(watch::close);
		closing.start();
		await().until(() -> closing.getState() == Thread.State.BLOCKED);
		returning.countDown();
		closing.join();
	}

	@Test
	void callsNoListenerAfterItIsClosed(TestDatabase database) throws SQLException {
		AtomicInteger calls = new AtomicInteger();
		CountDownLatch opening = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		BlockerWatch watch = watch(() -> {
			asked.countDown();
			assertThatCode(opening::await).doesNotThrowAnyException();
			return database.dataSource().getConnection();
		}, (blockers) -> calls.incrementAndGet());
		assertThatCode(asked::await).doesNotThrowAnyException();
		// The connection is opened too late.
		watch.close();
		opening.countDown();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("versioned-schema-blockers")));
		assertThat(calls).hasValue(0);
	}

	@Test
	void waitsForAnswersOfTheServerOnlyForALimitedTime(TestDatabase database) throws SQLException {
		AtomicInteger timeout = new AtomicInteger();
		CountDownLatch reported = new CountDownLatch(1);
		Connection[] opened = new Connection[1];
		try (BlockerWatch watch = watch(() -> opened[0] = database.dataSource().getConnection(), (blockers) -> {
			assertThatCode(() -> timeout.set(opened[0].getNetworkTimeout())).doesNotThrowAnyException();
			reported.countDown();
		})) {
			assertThatCode(() -> assertThat(reported.await(1, TimeUnit.MINUTES)).isTrue()).doesNotThrowAnyException();
			assertThat(watch.last()).isNotEmpty();
		}
		assertThat(timeout).hasPositiveValue();
	}

}

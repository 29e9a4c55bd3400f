package io.github.versionedschema.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests backfills while clients write, hold locks, or terminate the leader.
 */
@PostgresTest
@Tag("thorough")
class BackfillUnderLoadTests {

	private static final int ROWS = 30_000;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final AtomicBoolean finished = new AtomicBoolean();

	private final AtomicInteger transactions = new AtomicInteger();

	@AfterEach
	void stopClients() {
		this.finished.set(true);
		this.clients.shutdownNow();
	}

	@Test
	void losesNoWriteOfConcurrentClients(TestDatabase database) throws Exception {
		Users users = new Users(database, ROWS);
		users.execute("create index on users (n)");
		List<Future<?>> writers = clients(database, 4, (statement, random) -> {
			int id = 1 + random.nextInt(ROWS);
			switch (random.nextInt(5)) {
				case 0 -> statement.execute("delete from users where id = " + id);
				case 1 -> statement.execute("insert into users values (" + id + ", " + random.nextInt()
						+ ", 'new') on conflict (id) do update set n = excluded.n");
				case 2 -> statement.execute("update users set note = repeat('y', 500) where id = " + id);
				case 3 -> statement.execute("update users set n = n + 1 where id between " + id + " and " + (id + 20));
				default -> statement.execute("update users set n = " + random.nextInt() + " where id = " + id);
			}
		});
		await().until(() -> this.transactions.get() > 100);
		try (Filling filling = users.fill(3)) {
			filling.run();
		}
		finish(writers);
		assertThat(users.wrong()).isZero();
		assertThat(users.count("true")).isPositive();
	}

	@Test
	void endsAlthoughTheTableGrows(TestDatabase database) throws Exception {
		Users users = new Users(database, 2000);
		users.execute("create sequence ids start " + ROWS);
		List<Future<?>> writers = clients(database, 2, (statement, random) -> statement
			.execute("insert into users select nextval('ids'), g, repeat('z', 200) from generate_series(1, 50) g"));
		await().until(() -> this.transactions.get() > 5);
		long before = database.jdbc().sql("select pg_relation_size('users')").query(Long.class).single();
		try (Filling filling = users.fill(1)) {
			filling.run();
		}
		finish(writers);
		assertThat(database.jdbc().sql("select pg_relation_size('users')").query(Long.class).single())
			.isGreaterThan(before);
		assertThat(users.wrong()).isZero();
	}

	@Test
	void neverMakesAClientTheVictimOfADeadlock(TestDatabase database) throws Exception {
		Users users = new Users(database, ROWS);
		users.execute("alter database " + database.name() + " set deadlock_timeout = '600ms'");
		List<Future<?>> writers = clients(database, 6, (statement, random) -> {
			int id = ROWS - random.nextInt(ROWS / 2);
			statement.execute("begin");
			for (int i = 0; i < 20; i++) {
				statement.execute("update users set n = n + 1 where id = " + (id - i * 200));
			}
			statement.execute("commit");
		});
		await().until(() -> this.transactions.get() > 20);
		try (Filling filling = users.fill(60)) {
			filling.run();
		}
		finish(writers);
		assertThat(users.wrong()).isZero();
	}

	@Test
	void comesBackForRowsThatWereLockedAlsoAfterACrash(TestDatabase database) throws Exception {
		Users users = new Users(database, ROWS);
		try (Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("set application_name = 'holder'");
			statement.execute("update users set n = 1 where id in (5000, 25000)");
			statement.execute("select from users where id = 15000 for update");
			try (Filling filling = users.fill(50)) {
				Future<?> running = filling.start();
				await().until(() -> String.valueOf(filling.lastThrottled()).contains("locked"));
				assertThat(filling.lastThrottled()).contains("rows in ", "\"public\".\"users\"", "application holder",
						"idle in transaction");
				assertThat(users.journal("next_page = end_page and skipped <> '{}'", Boolean.class)).isTrue();
				assertThat(users.count("label is null")).isEqualTo(3);
				terminate(database, filling);
				await().until(running::isDone);
			}
			holder.rollback();
		}
		try (Filling filling = users.fill(50)) {
			filling.run();
		}
		assertThat(users.wrong()).isZero();
		assertThat(users.journal("rows_done", Long.class)).isEqualTo(ROWS);
	}

	@Test
	void doesNotWaitForARowThatIsUpdatedAllTheTime(TestDatabase database) throws Exception {
		Users users = new Users(database, 5000);
		List<Future<?>> writers = clients(database, 8, (statement, random) -> {
			statement.execute("begin");
			statement.execute("update users set n = n + 1 where id = 4000");
			statement.execute("select pg_sleep(0.02)");
			statement.execute("commit");
		});
		await().until(() -> this.transactions.get() > 20);
		try (Filling filling = users.fill(50)) {
			filling.run();
		}
		finish(writers);
		assertThat(users.wrong()).isZero();
	}

	@Test
	void waitsForATableThatIsLockedAsAWhole(TestDatabase database) throws Exception {
		Users users = new Users(database, 5000);
		try (Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement();
				Filling filling = users.fill(50)) {
			holder.setAutoCommit(false);
			statement.execute("lock users in share mode");
			Future<?> running = filling.start();
			await().until(() -> String.valueOf(filling.lastThrottled()).contains("holds a lock on"));
			holder.commit();
			running.get();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void goesOnFromTheLastBatchWhereverTheLeaderDies(TestDatabase database) throws Exception {
		Users users = new Users(database, ROWS);
		Random random = new Random(7);
		List<Future<?>> writers = clients(database, 1, (statement, ids) -> statement
			.execute("update users set n = n + 1 where id = " + (1 + ids.nextInt(ROWS))));
		long reached = 0;
		int crashes = 0;
		boolean done = false;
		while (!done) {
			try (Filling filling = users.fill(2)) {
				Future<?> running = filling.start();
				long target = reached + random.nextInt(120);
				await().until(() -> running.isDone() || position(users) >= target);
				if (crashes < 12 && !running.isDone()) {
					terminate(database, filling);
					crashes++;
				}
				await().until(running::isDone);
				done = succeeded(running);
			}
			assertThat(position(users)).isGreaterThanOrEqualTo(reached);
			reached = position(users);
		}
		finish(writers);
		assertThat(crashes).isPositive();
		assertThat(users.wrong()).isZero();
	}

	private static boolean succeeded(Future<?> running) throws InterruptedException {
		try {
			running.get();
			return true;
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(LeadershipLostException.class);
			return false;
		}
	}

	private static long position(Users users) {
		return users.jdbc()
			.sql("select coalesce(max(next_page), 0) from versioned_schema.backfill")
			.query(Long.class)
			.single();
	}

	private static void terminate(TestDatabase database, Filling filling) {
		database.jdbc()
			.sql("select pg_terminate_backend(?)")
			.param(filling.leadership.pid())
			.query(Boolean.class)
			.single();
	}

	private List<Future<?>> clients(TestDatabase database, int count, Client client) {
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Random random = new Random(i);
			futures.add(this.clients.submit(() -> {
				try (Connection connection = database.dataSource().getConnection();
						Statement statement = connection.createStatement()) {
					while (!this.finished.get()) {
						client.transaction(statement, random);
						this.transactions.incrementAndGet();
					}
				}
				return null;
			}));
		}
		return futures;
	}

	/** Fails if any statement of a client failed. */
	private void finish(List<Future<?>> futures) throws Exception {
		this.finished.set(true);
		for (Future<?> future : futures) {
			future.get();
		}
	}

	private interface Client {

		void transaction(Statement statement, Random random) throws SQLException;

	}

}

package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests clients of both versions that write a key with two unique indexes: no statement
 * fails, and every key exists once.
 */
@PostgresTest
@Timeout(300)
class KeysUnderFireTests {

	private static final int KEYS = 200;

	private static final int MOVES = 1000;

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private TestDatabase database;

	@BeforeEach
	void expand(TestDatabase database) {
		this.database = database;
		Release.installed(database, new Change("key", """
				create table t (id int generated always as identity primary key, k int not null unique, n int);
				create index on t (n);
				insert into t (k, n) select g, 0 from generate_series(1, %d) g;
				create table parts (part int not null, k int not null, n int) partition by list (part);
				create table parts_1 partition of parts for values in (1);
				create unique index on parts (part, k);
				create index on parts (n);
				insert into parts (part, k, n) values (1, 1, 0), (1, 2, 0);""".formatted(KEYS), """
				- alter_column: {table: t, column: k, type: bigint, up: k, down: k::int}
				- alter_column: {table: parts, column: k, type: bigint, up: k, down: k::int}
				""", List.of(), List.of())).run(Transition.EXPAND);
	}

	/** Without locks of the library no statement of this test waits. */
	@Test
	void insertsOfExistingKeysInAnyOrderDoNotWaitForEachOther() throws InterruptedException {
		clients(8, (connection, client) -> {
			Random random = new Random(client);
			for (int i = 0; i < 300; i++) {
				for (int upsert = 0; upsert < 3; upsert++) {
					insert(connection, "on conflict (k) do nothing", 1 + random.nextInt(KEYS));
				}
				connection.commit();
			}
		});
		assertThat(this.failures).isEmpty();
		assertThat(rows()).isEqualTo(KEYS);
	}

	@Test
	void upsertsOfExistingKeysInOneOrderDoNotDieInDeadlocks() throws InterruptedException {
		clients(8, (connection, client) -> {
			Random random = new Random(client);
			for (int i = 0; i < 200; i++) {
				List<Integer> keys = new ArrayList<>();
				for (int upsert = 0; upsert < 3; upsert++) {
					keys.add(1 + random.nextInt(KEYS));
				}
				Collections.sort(keys);
				for (int key : keys) {
					insert(connection, "on conflict (k) do update set n = t.n + 1", key);
				}
				connection.commit();
			}
		});
		assertThat(this.failures).isEmpty();
		assertThat(rows()).isEqualTo(KEYS);
		assertThat(this.database.jdbc().sql("select sum(n) from t").query(Integer.class).single())
			.isEqualTo(8 * 200 * 3);
	}

	@Test
	void manyRowsInOneTransactionOfManyClientsFit() throws InterruptedException {
		clients(30, (connection, client) -> {
			for (int row = 0; row < 1000; row++) {
				insert(connection, "", 1_000_000 * (client + 1) + row);
			}
			connection.commit();
		});
		assertThat(this.failures).isEmpty();
		assertThat(rows()).isEqualTo(KEYS + 30 * 1000);
	}

	@Test
	void clientsThatInsertEqualNewKeysAtOnceAllSucceed() throws InterruptedException {
		clients(8, (connection, client) -> {
			for (int key = 0; key < 400; key++) {
				insert(connection, "on conflict (k) do update set n = excluded.n", 1_000_000 + key);
				connection.commit();
			}
		});
		assertThat(this.failures).isEmpty();
		assertThat(rows()).isEqualTo(KEYS + 400);
	}

	/** A scan of an index misses a row that moves after the scan has read the page. */
	@ParameterizedTest
	@CsvSource({ "t, 'k', ''", "parts, 'part, k', '1, '" })
	void upsertsOfRowsThatMoveAtThatMomentSucceed(String table, String key, String part) throws InterruptedException {
		String upsert = "insert into %1$s (%2$s, n) values (%3$s?, 1) on conflict (%2$s) do update set n = %1$s.n + 1"
			.formatted(table, key, part);
		clients(8, (connection, client) -> {
			Random random = new Random(client);
			for (int i = 0; i < MOVES; i++) {
				execute(connection, (client < 4) ? "update %s set n = n + 1 where k = ?".formatted(table) : upsert,
						1 + random.nextInt(2));
				connection.commit();
			}
		});
		assertThat(this.failures).isEmpty();
		assertThat(this.database.jdbc().sql("select sum(n) from " + table).query(Integer.class).single())
			.isEqualTo(8 * MOVES);
	}

	@Test
	void upsertsOfKeysThatAreDeletedAtThatMomentSucceed() throws InterruptedException {
		clients(8, (connection, client) -> {
			Random random = new Random(client);
			for (int i = 0; i < 1000; i++) {
				int key = 1 + random.nextInt(3);
				if (client < 2) {
					execute(connection, "delete from t where k = ?", key);
				}
				else {
					insert(connection, "on conflict (k) do update set n = excluded.n", key);
				}
				connection.commit();
			}
		});
		assertThat(this.failures).isEmpty();
		assertThat(this.database.jdbc().sql("select count(distinct k) from t").query(Integer.class).single())
			.isEqualTo(rows());
	}

	private static void execute(Connection connection, String sql, int key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setInt(1, key);
			statement.executeUpdate();
		}
	}

	private static void insert(Connection connection, String conflict, int key) throws SQLException {
		execute(connection, "insert into t (k, n) values (?, 1) " + conflict, key);
	}

	private int rows() {
		return this.database.jdbc().sql("select count(*) from t").query(Integer.class).single();
	}

	/**
	 * Runs clients, every second of them on the newer version; all start at the same
	 * time.
	 */
	private void clients(int number, Work work) throws InterruptedException {
		CountDownLatch start = new CountDownLatch(number);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			int client = i;
			threads.add(new Thread(() -> run(client, start, work), "client-" + i));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private void run(int client, CountDownLatch start, Work work) {
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema("public_" + ((client % 2 == 0) ? Release.OLD : Release.NEW) + ",public");
		try (Connection connection = source.getConnection()) {
			connection.setAutoCommit(false);
			start.countDown();
			start.await();
			work.run(connection, client);
		}
		catch (SQLException | InterruptedException ex) {
			this.failures.add(ex.toString());
		}
	}

	private interface Work {

		void run(Connection connection, int client) throws SQLException;

	}

}

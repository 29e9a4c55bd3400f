package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that inserts of one key wait for each other while it has two unique indexes,
 * regardless of how the key is written: otherwise {@code ON CONFLICT} fails.
 */
@PostgresTest
@Tag("thorough")
class KeyLockTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "numeric | 1.0 | 1.00", "timestamptz | 2020-01-01 00:00+00 | 2020-01-01 01:00+01",
					"jsonb | {\"a\": 1} | {\"a\": 1.0}", "float8 | 0 | -0", "interval | 1 day | 24 hours",
					"money | 1.00 | 1", "text | ä | ä" })
	void equalKeysShareALock(String type, String key, String other, TestDatabase database) throws SQLException {
		Release release = Release.installed(database,
				new Change("key", "create table t (id int primary key, k %s unique);".formatted(type),
						"- alter_column: {table: t, column: k, up: k, down: k}", List.of(), List.of()));
		release.run(Transition.EXPAND);
		try (Connection connection = database.dataSource().getConnection()) {
			connection.setAutoCommit(false);
			assertThat(lockOf(connection, key, "UTC")).isEqualTo(lockOf(connection, other, "Asia/Tokyo"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "insert into t (id, k) values (2, 1) on conflict (k) do nothing | 0",
					"insert into t (id, k) values (2, 1) on conflict (k) do update set id = 2 | 0",
					"insert into t (id, k) values (2, null) | 0", "insert into t (id, k) values (2, 2) | 1",
					"update t set id = 3 | 0", "update t set k = 1 | 0", "update t set k = 3 | 1" })
	void onlyAKeyThatIsNewTakesALock(String statement, int locks, TestDatabase database) throws SQLException {
		expanded(database, "create table t (id int, k int unique);\ninsert into t values (1, 1);");
		for (String version : List.of(Release.OLD, Release.NEW)) {
			try (Connection connection = connect(database, version)) {
				connection.setAutoCommit(false);
				execute(connection, statement);
				assertThat(advisoryLocks(database, connection)).isEqualTo(locks);
				connection.rollback();
			}
		}
	}

	/** An unresolvable lookup would fail the client's statement. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "varchar(10) | a", "char(5) | a", "name | a", "inet | 10.0.0.1", "cidr | 10.0.0.0/8",
					"uuid | 7b5c4d0e-0000-4000-8000-000000000001", "bytea | \\x00ff", "bit(3) | 101", "varbit | 101",
					"int4range | [1,3)", "int[] | {1,2}", "text[] | {a,b}", "date | 2020-01-01",
					"macaddr | 08:00:2b:01:02:03", "tsvector | a b", "mood | ok", "positive | 7", "pair | (1,x)",
					"text collate \"C\" | a" })
	void anExistingKeyOfAnyTypeIsFound(String type, String key, TestDatabase database) throws SQLException {
		expanded(database, """
				create type mood as enum ('sad', 'ok');
				create domain positive as int check (value > 0);
				create type pair as (a int, b text);
				create table t (id int, k %s unique);
				insert into t values (1, '%s');""".formatted(type, key));
		try (Connection connection = connect(database, Release.NEW)) {
			connection.setAutoCommit(false);
			execute(connection, "insert into t (id, k) values (2, '" + key + "') on conflict (k) do nothing");
			assertThat(advisoryLocks(database, connection)).isZero();
			connection.rollback();
		}
	}

	@Test
	void aPartialKeyOfPartitionsTakesALockOnlyWhereItIsNew(TestDatabase database) throws SQLException {
		expanded(database, """
				create table t (id int, k int, part int) partition by list (part);
				create table t1 partition of t for values in (1);
				create table t2 partition of t for values in (2);
				create unique index t_key on t (part, (k % 100)) where id > 0;
				insert into t values (1, 1, 1), (2, 2, 2), (-3, 3, 1);""");
		try (Connection connection = connect(database, Release.NEW)) {
			connection.setAutoCommit(false);
			execute(connection,
					"insert into t (id, k, part) values (5, 1, 1) on conflict (part, (k % 100)) where id > 0 do nothing");
			execute(connection, "insert into t (id, k, part) values (-5, 7, 1)");
			assertThat(advisoryLocks(database, connection)).isZero();
			execute(connection,
					"insert into t (id, k, part) values (5, 3, 1) on conflict (part, (k % 100)) where id > 0 do nothing");
			assertThat(advisoryLocks(database, connection)).isOne();
			connection.rollback();
		}
	}

	/**
	 * Otherwise two sessions that wait for the delete would insert the key at the same
	 * time after it.
	 */
	@Test
	void aKeyThatIsBeingDeletedTakesALock(TestDatabase database) throws Exception {
		expanded(database, "create table t (id int, k int unique);\ninsert into t values (1, 1);");
		try (Connection deleting = connect(database, Release.OLD);
				Connection inserting = connect(database, Release.NEW)) {
			deleting.setAutoCommit(false);
			inserting.setAutoCommit(false);
			execute(deleting, "delete from t where k = 1");
			CompletableFuture<Void> inserted = CompletableFuture
				.runAsync(() -> execute(inserting, "insert into t values (2, 1) on conflict (k) do nothing"));
			await().until(() -> advisoryLocks(database, inserting) == 1);
			deleting.commit();
			inserted.get(1, TimeUnit.MINUTES);
			inserting.commit();
		}
		assertThat(database.jdbc().sql("select id from t").query(Integer.class).list()).containsExactly(2);
	}

	/** Every role that may connect can take it. */
	@Test
	void whoHoldsTheLockForLongKeepsNobodyFromWriting(TestDatabase database) throws SQLException {
		expanded(database, "create table t (id int, k int unique);");
		String stranger = database.createRole();
		try (Connection other = database.dataSource(stranger, stranger).getConnection();
				Connection connection = connect(database, Release.NEW)) {
			execute(other, "select pg_advisory_lock('t'::regclass::oid::int, hash_record(row(7)))");
			connection.setAutoCommit(false);
			execute(connection, "set local lock_timeout = '2s'");
			execute(connection, "insert into t values (2, 7)");
			assertThat(advisoryLocks(database, connection)).isZero();
			execute(connection, "insert into t values (3, 8)");
			assertThat(advisoryLocks(database, connection)).isOne();
			connection.commit();
		}
	}

	private static void expanded(TestDatabase database, String given) {
		Release
			.installed(database,
					new Change("key", given, "- alter_column: {table: t, column: k, up: k, down: k}", List.of(),
							List.of()))
			.run(Transition.EXPAND);
	}

	private static Connection connect(TestDatabase database, String version) throws SQLException {
		PGSimpleDataSource source = database.dataSource();
		source.setCurrentSchema("public_" + version + ",public");
		return source.getConnection();
	}

	private static void execute(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int advisoryLocks(TestDatabase database, Connection connection) throws SQLException {
		return database.jdbc()
			.sql("select count(*) from pg_locks where locktype = 'advisory' and granted and pid = ?")
			.params(connection.unwrap(PGConnection.class).getBackendPID())
			.query(Integer.class)
			.single();
	}

	private static List<Long> lockOf(Connection connection, String key, String timeZone) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set local time zone '" + timeZone + "'");
			statement.execute("insert into t (id, k) values (1, '" + key + "')");
			try (ResultSet lock = statement.executeQuery(
					"select classid::bigint, objid::bigint from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")) {
				assertThat(lock.next()).isTrue();
				return List.of(lock.getLong(1), lock.getLong(2));
			}
		}
		finally {
			connection.rollback();
		}
	}

}

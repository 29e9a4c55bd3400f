package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Inserts of one key wait for each other while it has two unique indexes, however the key
 * is written: otherwise {@code ON CONFLICT} fails.
 */
@PostgresTest
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

package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that force terminates sessions and has no other effect: other obstacles are
 * reported before.
 */
@PostgresTest
class ForceTests {

	private static final Change CHANGE = new Change("rows that the new version refuses", """
			create table t (id int primary key, a text);
			insert into t values (1, 'x');
			""", "- alter_column: {table: t, column: a, nullable: false, up: \"nullif(a, '')\", down: a}", List.of(),
			List.of());

	@Test
	void completeThatRowsRefuseEndsNoSession(TestDatabase database) throws SQLException {
		Release release = Release.installed(database, CHANGE);
		release.run(Transition.EXPAND);
		try (Connection old = attached(database); VersionedSchema second = release.second()) {
			try (var statement = old.createStatement()) {
				statement.execute("insert into t values (2, ''), (3, '')");
			}
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.complete(true))
				.satisfies((ex) -> assertThat(ex.reason()).isNotEqualTo(Reason.SESSIONS_ATTACHED))
				.withMessageContaining("(2 rows)");
			assertThat(old.isValid(5)).isTrue();
			try (var statement = old.createStatement()) {
				statement.execute("update t set a = 'y' where a = ''");
			}
			second.complete(true);
			assertThat(old.isValid(5)).isFalse();
		}
	}

	private static Connection attached(TestDatabase database) throws SQLException {
		PGSimpleDataSource dataSource = database.dataSource();
		dataSource.setCurrentSchema("public_" + Release.OLD + ",public");
		Connection connection = dataSource.getConnection();
		try (var statement = connection.prepareStatement("select versioned_schema.attach(?)")) {
			statement.setString(1, Release.OLD);
			statement.execute();
		}
		return connection;
	}

}

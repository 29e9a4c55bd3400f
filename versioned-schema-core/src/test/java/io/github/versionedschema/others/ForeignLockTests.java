package io.github.versionedschema.others;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests foreign sessions that hold the library's advisory locks: every action ends in
 * bounded time, names the session, and succeeds after the session is terminated.
 */
@PostgresTest
@Timeout(120)
@Tag("thorough")
class ForeignLockTests {

	private static final String EXCLUSIVE = "pg_advisory_lock";

	private static final String SHARED = "pg_advisory_lock_shared";

	private static final Change CHANGE = new Change("key", "create table t (id int primary key, n int);",
			"- alter_column: {table: t, column: n, type: bigint, up: n, down: n::int}", List.of(), List.of());

	private TestDatabase database;

	private String stranger;

	@BeforeEach
	void createRole(TestDatabase database) {
		this.database = database;
		this.stranger = database.createRole();
	}

	@ParameterizedTest
	@ValueSource(strings = { EXCLUSIVE, SHARED })
	void expandNamesWhoHoldsTheLockOfTheJournal(String function) throws SQLException {
		holding(function, AdvisoryLock.JOURNAL,
				(pid) -> assertThatExceptionOfType(RefusedException.class)
					.isThrownBy(() -> Release.installed(this.database.dataSource()::getConnection, CHANGE))
					.satisfies((ex) -> requireNamed(ex, Reason.FOREIGN_LOCK, pid)));
		Release.installed(this.database, CHANGE).run(Transition.EXPAND);
	}

	@ParameterizedTest
	@ValueSource(strings = { EXCLUSIVE, SHARED })
	void transitionsAndStatusNameWhoHoldsTheLockOfTheLeader(String function) throws SQLException {
		Release release = Release.installed(this.database, CHANGE);
		holding(function, AdvisoryLock.leaderKey("public"), (pid) -> {
			for (Transition transition : List.of(Transition.EXPAND, Transition.COMPLETE)) {
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> release.run(transition))
					.satisfies((ex) -> requireNamed(ex, Reason.FOREIGN_LOCK, pid));
			}
			assertThat(blocker(release)).contains("pid " + pid, "role " + this.stranger);
		});
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
	}

	@Test
	void severalStrangersDoNotBreakTheStatus() throws SQLException {
		Release release = Release.installed(this.database, CHANGE);
		holding(SHARED, AdvisoryLock.leaderKey("public"), (first) -> holding(SHARED, AdvisoryLock.leaderKey("public"),
				(second) -> assertThat(blocker(release)).contains("role " + this.stranger)));
	}

	@ParameterizedTest
	@ValueSource(strings = { EXCLUSIVE, SHARED })
	void completeNamesWhoHoldsTheLockOfAVersion(String function) throws SQLException {
		this.database.jdbc().sql("revoke usage on schema public from public").update();
		Release release = Release.installed(this.database, CHANGE);
		release.run(Transition.EXPAND);
		holding(function, version(Release.OLD), (pid) -> {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> release.run(Transition.COMPLETE))
				.withMessageContaining("without attaching")
				.satisfies((ex) -> requireNamed(ex, Reason.SESSIONS_ATTACHED, pid));
			assertThat(blocker(release)).contains("pid " + pid, "role " + this.stranger);
		});
		release.run(Transition.COMPLETE);
	}

	@ParameterizedTest
	@ValueSource(strings = { EXCLUSIVE, SHARED })
	void forceEndsWhoHoldsTheLockOfAVersion(String function) throws SQLException {
		Release release = Release.installed(this.database, CHANGE);
		release.run(Transition.EXPAND);
		try (Connection other = this.database.dataSource(this.stranger, this.stranger).getConnection()) {
			take(other, function, version(Release.OLD));
			try (VersionedSchema second = release.second()) {
				assertThat(second.complete(true).changed()).isTrue();
			}
		}
	}

	@Test
	void attachNamesWhoHoldsTheLockOfAVersion() throws SQLException {
		Release.installed(this.database, CHANGE);
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema("public_01_old,public");
		JdbcClient client = JdbcClient.create(source);
		holding(EXCLUSIVE, version(Release.OLD),
				(pid) -> assertThatExceptionOfType(Exception.class).isThrownBy(() -> attach(client))
					.havingRootCause()
					.withMessageContainingAll("pid " + pid, this.stranger, "SELECT pg_terminate_backend(" + pid + ")"));
		attach(client);
	}

	private static void attach(JdbcClient client) {
		client.sql("select versioned_schema.attach('01_old')").query().singleRow();
	}

	private static String blocker(Release release) {
		try (VersionedSchema second = release.second()) {
			SchemaStatus status = second.status();
			return String.valueOf(status.blocker());
		}
	}

	private void requireNamed(RefusedException ex, Reason reason, int pid) {
		assertThat(ex.reason()).isEqualTo(reason);
		assertThat(ex).hasMessageContainingAll("pid " + pid, "role " + this.stranger,
				"SELECT pg_terminate_backend(" + pid + ")");
	}

	private int version(String name) {
		return this.database.jdbc()
			.sql("select id from versioned_schema.version where name = ?")
			.params(name)
			.query(Integer.class)
			.single();
	}

	/**
	 * Runs work while a foreign session holds a lock, and terminates the session
	 * afterwards.
	 */
	private void holding(String function, int key, Consumer<Integer> work) {
		try (Connection other = this.database.dataSource(this.stranger, this.stranger).getConnection()) {
			int pid = take(other, function, key);
			work.accept(pid);
			this.database.jdbc().sql("select pg_terminate_backend(?, 10000)").params(pid).query().singleRow();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int take(Connection connection, String function, int key) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet pid = statement.executeQuery(
						"select " + function + "(" + AdvisoryLock.CLASS + ", " + key + "), pg_backend_pid()")) {
			pid.next();
			return pid.getInt(2);
		}
	}

}

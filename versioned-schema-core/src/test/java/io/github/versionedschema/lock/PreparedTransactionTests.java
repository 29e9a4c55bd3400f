package io.github.versionedschema.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.execute.Conductor;
import io.github.versionedschema.execute.Plans;
import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.postgres.RawSql;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.execute.Plans.step;
import static io.github.versionedschema.execute.Plans.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Prepared transactions in the way, which only an operator can finish.
 */
class PreparedTransactionTests {

	private static final String[] ENDINGS = { "the prepared transaction 'it''s'",
			"COMMIT PREPARED 'it''s' or ROLLBACK PREPARED 'it''s'" };

	private static EmbeddedServer server;

	private TestDatabase database;

	@BeforeAll
	static void startServer() {
		server = EmbeddedServer.start(Map.of("max_prepared_transactions", "5"));
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void createDatabase() {
		this.database = server.server().createDatabase();
	}

	@AfterEach
	void dropDatabase() throws SQLException {
		execute("rollback prepared 'it''s'");
		this.database.close();
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			RawSql.execute(connection, sql);
		}
	}

	private void prepare(String sql) throws SQLException {
		execute("begin; " + sql + "; prepare transaction 'it''s'");
	}

	@Test
	void aTransactionThatLocksATableIsNamed() throws SQLException {
		execute("create table t (a int)");
		prepare("lock table t in share mode");
		try (Conductor conductor = new Conductor(this.database)) {
			assertThatExceptionOfType(LockUnavailableException.class)
				.isThrownBy(() -> conductor
					.run(Plans.of(step("alter", Phase.EXPAND, transaction("alter table t add column b int")))))
				.withMessageContainingAll(ENDINGS)
				.satisfies((ex) -> assertThat(ex.details()).extracting(Blocker::prepared).containsExactly("it's"));
		}
	}

	@Test
	void aTransactionThatHoldsAVersionIsNamed() throws SQLException {
		Release release = Release.installed(this.database, new Change("rename", "create table t (a int);",
				"- rename_column: {table: t, from: a, to: b}", List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			second.expand();
			int version = this.database.jdbc()
				.sql("select id from versioned_schema.version where name = ?")
				.params(Release.OLD)
				.query(Integer.class)
				.single();
			prepare("select pg_advisory_xact_lock_shared(%d, %d)".formatted(AdvisoryLock.CLASS, version));
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.complete(false))
				.withMessageContainingAll(ENDINGS);
		}
	}

}

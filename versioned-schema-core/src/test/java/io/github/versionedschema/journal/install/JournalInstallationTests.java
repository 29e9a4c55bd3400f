package io.github.versionedschema.journal.install;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.execute.CheckRunner;
import io.github.versionedschema.execute.CheckRunnerTests;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests the first leaders of several base schemas in one database, at the same time.
 */
@PostgresTest
class JournalInstallationTests {

	private TestDatabase database;

	@BeforeEach
	void createSchemas(TestDatabase database) {
		this.database = database;
		database.jdbc().sql("create schema a").update();
		database.jdbc().sql("create schema b").update();
	}

	@Test
	void leadersOfTwoBaseSchemasInstallItAtOnce() throws Exception {
		try (Leadership a = lead("a");
				Leadership b = lead("b");
				Connection other = this.database.dataSource().getConnection()) {
			begin(other, JournalLock.SQL);
			CompletableFuture<Void> first = CompletableFuture.runAsync(() -> install(a));
			CompletableFuture<Void> second = CompletableFuture.runAsync(() -> install(b));
			awaitWaiting(a);
			awaitWaiting(b);
			other.commit();
			first.get(1, TimeUnit.MINUTES);
			second.get(1, TimeUnit.MINUTES);
		}
		assertThat(this.database.jdbc()
			.sql("select count(*) from versioned_schema.installation")
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void aLeaderChecksItsPlanWhileAnotherOneInstallsIt() throws Exception {
		try (Leadership a = lead("a"); Connection other = this.database.dataSource().getConnection()) {
			begin(other, JournalLock.SQL);
			CompletableFuture<List<Finding>> checked = CompletableFuture.supplyAsync(() -> check(a));
			awaitWaiting(a);
			begin(other, "create schema versioned_schema");
			other.commit();
			assertThat(checked.get(1, TimeUnit.MINUTES)).isEmpty();
		}
	}

	private Leadership lead(String base) {
		return new Leader(this.database.dataSource()::getConnection, base, LockSettings.DEFAULT)
			.tryLead(new StopSignal())
			.orElseThrow();
	}

	private static void begin(Connection connection, String sql) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static void install(Leadership leadership) {
		new JournalInstallation(List.of()).install(leadership);
	}

	private List<Finding> check(Leadership leadership) {
		return new CheckRunner(leadership, this.database.dataSource()::getConnection, LockSettings.DEFAULT, (event) -> {
		}).run(List.of(new Check("the table", "create table versioned_schema.t ()", -1, CheckRunnerTests.SOURCE)));
	}

	private void awaitWaiting(Leadership leadership) {
		await().until(() -> this.database.jdbc()
			.sql("select exists (select from pg_locks where pid = ? and locktype = 'advisory' and not granted)")
			.params(leadership.pid())
			.query(Boolean.class)
			.single());
	}

}

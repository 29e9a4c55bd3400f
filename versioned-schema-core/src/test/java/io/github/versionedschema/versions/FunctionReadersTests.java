package io.github.versionedschema.versions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that complete, which lets running statements end before a function's older column
 * goes, does not depend on those that go on.
 */
@PostgresTest
class FunctionReadersTests {

	@Test
	@Timeout(120)
	void aStatementThatGoesOnDoesNotHinderComplete(TestDatabase database) throws Exception {
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, n int);
				insert into t values (1, 1);
				create function total() returns bigint language sql begin atomic select sum(n) from t; end;
				""");
		releases.expand("- alter_column: {table: t, column: n, up: n + 10, down: n - 10}");
		SingleConnectionDataSource holder = session(database);
		SingleConnectionDataSource client = session(database);
		lock(holder);
		CompletableFuture<Void> running = CompletableFuture.runAsync(() -> lock(client));
		await().until(() -> database.jdbc()
			.sql("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
			.query(Integer.class)
			.single() == 1);
		releases.complete();
		assertThat(running).isNotDone();
		assertThat(database.jdbc().sql("select total()").query(Integer.class).single()).isEqualTo(11);
		holder.destroy();
		running.get(30, TimeUnit.SECONDS);
		client.destroy();
	}

	private static void lock(SingleConnectionDataSource session) {
		JdbcClient.create(session).sql("select pg_advisory_xact_lock(1)::text").query().singleRow();
	}

	private static SingleConnectionDataSource session(TestDatabase database) {
		SingleConnectionDataSource session = new SingleConnectionDataSource(database.url(), database.user(),
				database.password(), true);
		session.setAutoCommit(false);
		JdbcClient client = JdbcClient.create(session);
		client.sql("set search_path = public_v2, public").update();
		client.sql("select versioned_schema.attach('v2')::text").query().singleRow();
		client.sql("commit").update();
		return session;
	}

}

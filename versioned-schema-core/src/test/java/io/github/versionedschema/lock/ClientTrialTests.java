package io.github.versionedschema.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.plan.Trial.Client;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.postgres.RawSql;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests which client statements are tried, and which are left out.
 */
@PostgresTest
class ClientTrialTests {

	private static final Logger logger = LoggerFactory.getLogger(ClientTrialTests.class);

	/**
	 * More than a busy machine needs: what is not tried in a fraction of it is left out.
	 */
	private static final int MILLIS = 10_000;

	@Test
	void everyKindOfStatementIsTriedAndTheTimeUnderLocksIsLogged(TestDatabase database) throws SQLException {
		database.jdbc().sql("""
				create table t (id int primary key, a text, b int unique, c int check (c >= 0));
				insert into t select n, 'a' || n, n, n from generate_series(1, 100000) n;
				create table u (id int primary key, t int references t);
				insert into u select n, n from generate_series(1, 1000) n;
				create function f() returns trigger language plpgsql as
					'begin update t set c = c + 1 where id = new.t; return new; end';
				create trigger f after insert or update on u for each row execute function f();
				create function g() returns bigint language sql as 'select count(*) from t';
				""").update();
		ClientTrial trial = new ClientTrial(
				List.of(Trial.of(new Client("old", null, "public.t", "t", List.of("id", "a", "b", "c")))), MILLIS,
				true);
		List<Long> millis = new ArrayList<>();
		try (Connection connection = database.dataSource().getConnection()) {
			connection.setAutoCommit(false);
			for (int run = 0; run < 5; run++) {
				run(connection, trial.find());
				long begin = System.nanoTime();
				run(connection, trial.before());
				run(connection, trial.after());
				millis.add((System.nanoTime() - begin) / 1_000_000);
				assertThat(passed(connection)).contains("read", "update", "change", "insert", "call");
				connection.rollback();
			}
		}
		logger.info("Tried within {} ms", millis);
	}

	@Test
	void aStatementIsSkippedWhileClientsLockAllRows(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table t (id int primary key); insert into t values (1)").update();
		ClientTrial trial = new ClientTrial(List.of(Trial.of(new Client("old", null, "public.t", "t", List.of("id")))),
				MILLIS, true);
		try (Connection leader = database.dataSource().getConnection();
				Connection client = database.dataSource().getConnection()) {
			leader.setAutoCommit(false);
			client.setAutoCommit(false);
			run(leader, trial.find());
			run(leader, trial.before());
			assertThat(passed(leader)).contains("update");
			run(client, List.of("select * from t for update"));
			run(leader, trial.after());
			assertThat(passed(leader)).contains("read").doesNotContain("update");
		}
	}

	@Test
	void aTransactionWithoutTimeToTryAllFailsOrSkipsTheRest(TestDatabase database) throws SQLException {
		database.jdbc().sql("""
				create table t (id int primary key);
				insert into t values (1);
				create function f() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end';
				create trigger f before update on t for each row execute function f();
				""").update();
		List<Trial> trials = List.of(Trial.of(new Client("old", null, "public.t", "t", List.of("id"))));
		try (Connection leader = database.dataSource().getConnection()) {
			leader.setAutoCommit(false);
			ClientTrial whole = new ClientTrial(trials, 1, true);
			run(leader, whole.find());
			assertThatThrownBy(() -> run(leader, whole.before()))
				.satisfies((ex) -> assertThat(SqlStates.is(ex, SqlStates.TRIAL_UNFINISHED)).isTrue());
			leader.rollback();
			ClientTrial part = new ClientTrial(trials, 1, false);
			run(leader, part.find());
			run(leader, part.before());
			assertThat(passed(leader)).doesNotContain("update");
		}
	}

	private static String passed(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"select coalesce(current_setting('versioned_schema.trial')::jsonb ->> 'passed', '')")) {
			row.next();
			return row.getString(1);
		}
	}

	private static void run(Connection connection, List<String> statements) throws SQLException {
		for (String sql : statements) {
			RawSql.execute(connection, sql);
		}
	}

}

package io.github.versionedschema.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Future;

import io.github.versionedschema.event.Progress;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class BackfillRunnerTests {

	@Test
	void fillsEveryRowAndFiresNoTrigger(TestDatabase database) {
		Users users = new Users(database, 5000);
		try (Filling filling = users.fill(200)) {
			filling.run();
			assertThat(users.wrong()).isZero();
			assertThat(users.firedTriggersOfUsers()).isZero();
			assertThat(users.journal("rows_done = 5000 and rows_total = 5000 and next_page >= end_page", Boolean.class))
				.isTrue();
			Progress last = filling.progress.get(filling.progress.size() - 1).progress();
			assertThat(last.rows()).isEqualTo(5000);
			assertThat(last.total()).isEqualTo(5000);
			assertThat(last.table()).isEqualTo("users");
		}
		assertThat(database.jdbc()
			.sql("select attname::text from pg_stats where tablename = 'users'")
			.query(String.class)
			.list()).contains("label");
	}

	@Test
	void leavesTheLeadersSessionAsItWas(TestDatabase database) {
		Users users = new Users(database, 100);
		try (Filling filling = users.fill(200)) {
			filling.run();
			for (String setting : List.of("session_replication_role", "synchronous_commit", "row_security",
					"lock_timeout", "statement_timeout")) {
				assertThat(filling.leadership.jdbc()
					.sql("select source from pg_settings where name = ?")
					.param(setting)
					.query(String.class)
					.single()).as(setting).isIn("default", "session", "configuration file", "command line");
			}
			assertThat(filling.leadership.jdbc().sql("show session_replication_role").query(String.class).single())
				.isEqualTo("origin");
			assertThat(filling.leadership.jdbc().sql("show synchronous_commit").query(String.class).single())
				.isEqualTo("on");
			filling.leadership.execute("set search_path = public");
			filling.leadership.jdbc().sql("update public.users set n = 3 where id = 1").update();
			assertThat(users.wrong()).isZero();
		}
	}

	@Test
	void fillsAnEmptyTable(TestDatabase database) {
		Users users = new Users(database, 0);
		try (Filling filling = users.fill(200)) {
			filling.run();
		}
		assertThat(users.journal("rows_done = 0 and end_page = 0", Boolean.class)).isTrue();
	}

	@Test
	void fillsATableWhoseRowsAreGone(TestDatabase database) {
		Users users = new Users(database, 2000);
		users.execute("delete from users where id <> 1999");
		try (Filling filling = users.fill(200)) {
			filling.run();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void takesOddNamesFiltersAndChainedAssignments(TestDatabase database) {
		Users users = new Users(database, 300);
		users.execute("alter table users add found int default 1");
		users.execute("alter table users rename to \"The \"\"Users\"\"; {d '?'}, %s\"");
		users.execute("alter table \"The \"\"Users\"\"; {d '?'}, %s\" rename label to \"Label; :x ?\"");
		users.execute("alter table \"The \"\"Users\"\"; {d '?'}, %s\" disable trigger all");
		Action.Backfill fill = new Action.Backfill("public", "The \"Users\"; {d '?'}, %s",
				"(\"note\", \"Label; :x ?\") = (select s.v, s.v || '?:b' from lateral (select up(\"n\") as v offset 0) s)",
				"\"id\" % 2 = 0 and found = 1 and 'a?:b' like '%' -- the even ones\n", List.of("Label; :x ?"));
		try (Filling filling = users.fill(fill, 200)) {
			filling.run();
		}
		users.execute("alter table \"The \"\"Users\"\"; {d '?'}, %s\" rename \"Label; :x ?\" to label");
		users.execute("alter table \"The \"\"Users\"\"; {d '?'}, %s\" rename to users");
		assertThat(users.count("label is not null")).isEqualTo(150);
		assertThat(users.count("id % 2 = 0 and note = up(n) and label = up(n) || '?:b'")).isEqualTo(150);
	}

	@Test
	void fillsPartitionByPartition(TestDatabase database) {
		Users users = new Users(database, 3000, """
				create table users (id int, n int not null, note text not null, label text) partition by range (id);
				create table "Users 1" (note text not null, label text, gone int, n int not null, id int);
				alter table "Users 1" drop column gone;
				alter table users attach partition "Users 1" for values from (0) to (1000);
				create table users_2 partition of users for values from (1000) to (5000) partition by list (n);
				create table users_2_default partition of users_2 default;
				""");
		Action.Backfill fill = new Action.Backfill("public", "users", "\"label\" = up(\"users\".\"n\")", null,
				List.of("label"));
		try (Filling filling = users.fill(fill, 20)) {
			filling.run();
		}
		assertThat(users.wrong()).isZero();
		assertThat(database.jdbc()
			.sql("select part || ' ' || rows_done from versioned_schema.backfill order by part")
			.query(String.class)
			.list()).containsExactly("\"public\".\"Users 1\" 999", "\"public\".\"users_2_default\" 2001");
	}

	@Test
	void fillsPartitionsThatComeAndForgetsThoseThatGo(TestDatabase database) throws Exception {
		Users users = new Users(database, 2000, """
				create table users (id int, n int not null, note text not null, label text) partition by range (id);
				create table users_1 partition of users for values from (0) to (1000);
				create table users_2 partition of users for values from (1000) to (5000);
				""");
		try (Filling filling = users.fill(20);
				Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select from users_1 where id = 500 for update");
			Future<?> running = filling.start();
			await().until(() -> String.valueOf(filling.lastThrottled()).contains("locked"));
			users.execute("""
					create table late (id int, n int not null, note text not null, label text);
					insert into late values (7000, 1, 'x', null);
					alter table users attach partition late for values from (7000) to (8000);
					drop table users_2;
					""");
			statement.execute("commit");
			running.get();
		}
		assertThat(users.wrong()).isZero();
		assertThat(users.count("id >= 1000")).isOne();
	}

	@Test
	void refusesToSkipTheRowsOfAForeignPartition(TestDatabase database) {
		Users users = new Users(database, 10, """
				create extension postgres_fdw;
				create server far foreign data wrapper postgres_fdw;
				create table users (id int, n int not null, note text not null, label text) partition by range (id);
				create table users_1 partition of users for values from (0) to (1000);
				create foreign table users_far partition of users default server far;
				""");
		try (Filling filling = users.fill(200)) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(filling::run)
				.withMessageContaining("\"public\".\"users_far\" is a foreign table");
		}
	}

	@Test
	void refusesToSkipRowsThatPoliciesHide(TestDatabase database) throws SQLException {
		Users users = new Users(database, 10);
		String role = database.createRole();
		users.execute("""
				grant create on database %s to %s;
				grant create on schema public to %s;
				alter table users owner to %s;
				alter table users enable row level security;
				alter table users force row level security;
				create policy odd on users using (id %% 2 = 1);
				""".formatted(database.name(), role, role, role));
		try (Filling filling = new Filling(database.dataSource(role, role)::getConnection, Users.FILL,
				BackfillRunner.DEFAULT_BATCH_TIME)) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(filling::run)
				.withMessageContaining("row-level security policy for table \"users\"");
		}
		users.execute("alter table users no force row level security");
		try (Filling filling = new Filling(database.dataSource(role, role)::getConnection, Users.FILL,
				BackfillRunner.DEFAULT_BATCH_TIME)) {
			filling.run();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void namesTheRowThatCannotBeFilledAndGoesOnWhenItIsCorrected(TestDatabase database) {
		Users users = new Users(database, 4000);
		users.execute(
				"create or replace function up(n int) returns text language sql return (1000000 / (n - 21000))::text");
		String ctid = database.jdbc().sql("select ctid::text from users where id = 3000").query(String.class).single();
		try (Filling filling = users.fill(200)) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(filling::run)
				.withMessageContainingAll("division by zero", "from \"public\".\"users\" where ctid = '",
						"rows before it are filled")
				.satisfies((ex) -> assertThat(ex.isDeterministic()).isTrue())
				.satisfies((ex) -> {
					String shown = ex.getMessage().replaceAll("(?s).*where ctid = '([^']*)'.*", "$1");
					assertThat(database.jdbc()
						.sql("select id from users where ctid = ?::tid")
						.param(shown)
						.query(Integer.class)
						.single()).as("the row at %s, which was at %s", shown, ctid).isEqualTo(3000);
				});
		}
		assertThat(users.count("label is not null")).isPositive();
		assertThat(users.count("label is null")).isPositive();
		users.execute("update users set n = 0 where id = 3000");
		try (Filling filling = users.fill(200)) {
			filling.run();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void countsLockedRowsAsLeft(TestDatabase database) throws Exception {
		Users users = new Users(database, 3000);
		try (Filling filling = users.fill(200);
				Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select from users where id % 1000 = 0 for update");
			Future<?> running = filling.start();
			await().until(() -> running.isDone()
					|| String.valueOf(filling.lastThrottled()).startsWith("3 rows in 3 pages of"));
			Progress progress = filling.lastProgress();
			assertThat(progress.rows()).isEqualTo(2997);
			assertThat(progress.total()).isEqualTo(3000);
			assertThat(progress.text()).contains("2,997 of about 3,000 rows (99.9 %)");
			assertThat(users.journal("rows_done", Long.class)).isEqualTo(2997);
			assertThat(users.journal("rows_total", Long.class)).isEqualTo(3000);
			statement.execute("commit");
			running.get();
			assertThat(filling.lastProgress().percent()).isEqualTo(100);
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void countsLockedRowsAgainWhenItResumes(TestDatabase database) throws Exception {
		Users users = new Users(database, 3000);
		try (Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select from users where id % 1000 = 0 for update");
			try (Filling filling = users.fill(200)) {
				filling.start();
				await().until(() -> String.valueOf(filling.lastThrottled()).contains("locked"));
			}
			try (Filling filling = users.fill(200)) {
				Future<?> running = filling.start();
				await().until(() -> String.valueOf(filling.lastThrottled()).contains("locked"));
				assertThat(filling.lastThrottled()).startsWith("3 rows in 3 pages of");
				assertThat(filling.lastProgress().total()).isEqualTo(3000);
				statement.execute("commit");
				running.get();
			}
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void looksUpTheFunctionsOfAFilterWhileRowsAreLocked(TestDatabase database) throws Exception {
		Users users = new Users(database, 200);
		users.execute("create function wanted(n int) returns boolean language sql return n > 0");
		try (Filling filling = users.fill(wanted(), 200);
				Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select from users where id = 100 for update");
			Future<?> running = filling.start();
			await().until(() -> running.isDone() || String.valueOf(filling.lastThrottled()).contains("locked by pid"));
			statement.execute("commit");
			running.get();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void looksUpTheFunctionsOfAFilterToNameTheRowThatCannotBeFilled(TestDatabase database) {
		Users users = new Users(database, 200);
		users.execute("create function wanted(n int) returns boolean language sql return n > 0");
		users.execute(
				"create or replace function up(n int) returns text language sql return (1000000 / (n - 700))::text");
		try (Filling filling = users.fill(wanted(), 200)) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(filling::run)
				.withMessageContainingAll("division by zero", "where ctid = '");
		}
	}

	/** The function is only found on the search path for user SQL. */
	private static Action.Backfill wanted() {
		return new Action.Backfill("public", "users", "\"label\" = up(\"n\")", "wanted(n)", List.of("label"),
				"\"label\" is null");
	}

	@Test
	void takesSmallBatchesOfASlowExpression(TestDatabase database) {
		Users users = new Users(database, 60, "create table users (id int, n int, note text, label text)");
		users.execute("alter table users alter note set storage plain");
		users.execute("update users set note = repeat('x', 2500)");
		users.execute("vacuum full users");
		users.execute("""
				create function slow(n int) returns text language plpgsql as
					$$ begin perform pg_sleep(0.03); return 'label ' || n; end $$
				""");
		Action.Backfill fill = new Action.Backfill("public", "users", "\"label\" = slow(\"n\")", null,
				List.of("label"));
		try (Filling filling = users.fill(fill, 200)) {
			filling.run();
		}
		assertThat(users.wrong()).isZero();
		assertThat(users.journal("batch_pages", Long.class)).isLessThan(16);
	}

	@Test
	void beginsAgainWhenTheTableIsRewritten(TestDatabase database) throws Exception {
		Users users = new Users(database, 20_000);
		users.execute("delete from users where id < 10000");
		new ControlStore(prepared(users, database), "public").pause(true);
		try (Filling filling = users.fill(1)) {
			Future<?> running = filling.start();
			await().until(() -> "paused by the operator".equals(filling.lastThrottled()));
			new ControlStore(database.jdbc(), "public").pause(false);
			await().until(() -> users.journal("next_page > 150", Boolean.class));
			users.execute("vacuum full users");
			running.get();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void pausesAndGoesOnAsTheOperatorWishes(TestDatabase database) throws Exception {
		Users users = new Users(database, 20_000);
		ControlStore operator = new ControlStore(prepared(users, database), "public");
		operator.pause(true);
		try (Filling filling = users.fill(5)) {
			Future<?> running = filling.start();
			await().until(() -> "paused by the operator".equals(filling.lastThrottled()));
			assertThat(users.journal("throttled", String.class)).isEqualTo("paused by the operator");
			assertThat(users.count("label is not null")).isZero();
			operator.pause(false);
			await().until(() -> users.journal("next_page > 0", Boolean.class));
			operator.pause(true);
			await().until(() -> running.isDone() || "paused by the operator".equals(filling.lastThrottled()));
			operator.pause(false);
			running.get();
		}
		assertThat(users.wrong()).isZero();
		assertThat(users.journal("throttled is null", Boolean.class)).isTrue();
	}

	@Test
	void pausesBetweenTheRangesThatItSkippedBefore(TestDatabase database) throws Exception {
		Users users = new Users(database, 3000);
		ControlStore operator = new ControlStore(prepared(users, database), "public");
		// The row with id 1 pauses the backfill in the transaction of its own batch.
		users.execute("""
				insert into versioned_schema.control (base_schema, paused) values ('public', false);
				create function pausing(n int) returns text language plpgsql as $$
					begin
						update versioned_schema.control set paused = true where n = 7;
						return up(n);
					end $$;
				""");
		Action.Backfill fill = new Action.Backfill("public", "users", "\"label\" = pausing(\"n\")", null,
				List.of("label"));
		try (Filling filling = users.fill(fill, 200);
				Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select from users where id in (1, 3000) for update");
			Future<?> running = filling.start();
			await().until(() -> String.valueOf(filling.lastThrottled()).contains("locked"));
			statement.execute("commit");
			await().until(() -> running.isDone() || "paused by the operator".equals(filling.lastThrottled()));
			assertThat(users.count("id = 3000 and label is null")).isOne();
			operator.pause(false);
			running.get();
		}
		assertThat(users.wrong()).isZero();
	}

	@Test
	void pausesWhileAnotherSessionLocksTheTable(TestDatabase database) throws Exception {
		Users users = new Users(database, 3000);
		ControlStore operator = new ControlStore(prepared(users, database), "public");
		try (Filling filling = users.fill(200);
				Connection holder = database.dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("lock table users in share mode");
			Future<?> running = filling.start();
			await().until(() -> String.valueOf(filling.lastThrottled()).contains("holds a lock"));
			operator.pause(true);
			await().until(() -> "paused by the operator".equals(filling.lastThrottled()));
			statement.execute("commit");
			assertThat(users.count("label is not null")).isZero();
			operator.pause(false);
			running.get();
		}
		assertThat(users.wrong()).isZero();
	}

	/**
	 * Whatever the speed of the machine, a batch of few pages is fast for this target.
	 */
	@Test
	void takesLargerBatchesWhileTheyAreFast(TestDatabase database) {
		Users users = new Users(database, 20_000);
		users.execute("""
				do $$ begin
					execute format('alter database %I set deadlock_timeout = %L', current_database(), '10min');
				end $$
				""");
		// What the operation asks for goes before the setting.
		try (Filling filling = users.fill(1).hinting(new Hints(null, 120_000L))) {
			filling.run();
		}
		assertThat(users.journal("batch_pages", Long.class)).isGreaterThan(BatchSize.FIRST);
		assertThat(users.wrong()).isZero();
	}

	@Test
	void stopsWhenItIsAskedTo(TestDatabase database) {
		Users users = new Users(database, 20_000);
		new ControlStore(prepared(users, database), "public").pause(true);
		try (Filling filling = users.fill(5)) {
			Future<?> running = filling.start();
			await().until(() -> "paused by the operator".equals(filling.lastThrottled()));
			filling.stop.stop();
			await().until(running::isDone);
		}
		assertThat(users.count("label is not null")).isZero();
	}

	/** The journal exists before the backfill, so that the operator can use it. */
	private static JdbcClient prepared(Users users, TestDatabase database) {
		users.fill(1).close();
		return database.jdbc();
	}

}

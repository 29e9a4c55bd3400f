package io.github.versionedschema.plan.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests how long a trigger waits for a row that another session has locked.
 */
@PostgresTest
@Timeout(60)
class LockWaitTests {

	private static final int HOUR = 3_600_000;

	private TestDatabase database;

	private TwoSessions sessions;

	@BeforeEach
	void holdTheRow(TestDatabase database) {
		this.database = database;
		LockWait wait = new LockWait("perform from wanted for update;",
				LockWait.holdersOfRows("select xmax from wanted"), "", HOUR, "return new;");
		database.jdbc()
			.sql("""
					create table wanted (id int primary key);
					insert into wanted values (1);
					create table other (id int primary key);
					insert into other values (1);
					create table t (locked boolean);
					create function lock_rows() returns trigger language plpgsql as $body$
					begin
						new.locked := false;
						%s
						new.locked := true;
						return new;
					end $body$;
					create trigger lock_rows before insert on t for each row execute function lock_rows();"""
				.formatted(wait.sql()))
			.update();
		this.sessions = new TwoSessions(database);
		this.sessions.holder().sql("delete from wanted").update();
	}

	@AfterEach
	void close() {
		this.sessions.close();
	}

	@Test
	void goesOnWhileTheHolderWaitsForNobody() throws Exception {
		this.sessions.client().sql("delete from other").update();
		CompletableFuture<Integer> third = CompletableFuture
			.supplyAsync(() -> this.database.jdbc().sql("delete from other").update());
		await().until(() -> this.sessions.waiting() == 1);
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(this::hasLocked);
		await().until(() -> this.sessions.waiting() == 2);
		String begin = beginOfWait();
		await().until(() -> this.sessions.waiting() == 2 && !begin.equals(beginOfWait()));
		this.sessions.endHolder();
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
		this.sessions.endClient();
		assertThat(third.get(30, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void endsAsSoonAsTheHolderWaitsForTheClient() throws Exception {
		this.sessions.client().sql("delete from other").update();
		CompletableFuture<Integer> blocked = CompletableFuture
			.supplyAsync(() -> this.sessions.holder().sql("delete from other").update());
		await().until(() -> this.sessions.waiting() == 1);
		assertThat(hasLocked()).isFalse();
		this.sessions.endClient();
		assertThat(blocked.get(30, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void endsIfOneOfSeveralHoldersWaitsForTheClient() throws Exception {
		this.sessions.holder().sql("rollback").update();
		SingleConnectionDataSource another = this.sessions.open();
		JdbcClient.create(another).sql("select id from wanted for key share").query().singleRow();
		this.sessions.holder().sql("select id from wanted for key share").query().singleRow();
		endsAsSoonAsTheHolderWaitsForTheClient();
		another.destroy();
	}

	@Test
	void endsWithTheLockTimeoutOfTheClient() {
		this.sessions.client().sql("set lock_timeout = '50ms'").update();
		assertThatThrownBy(this::hasLocked)
			.satisfies((ex) -> assertThat(SqlStates.is(ex, SqlStates.LOCK_NOT_AVAILABLE)).isTrue());
	}

	private boolean hasLocked() {
		return this.sessions.client()
			.sql("insert into t default values returning locked")
			.query(Boolean.class)
			.single();
	}

	private String beginOfWait() {
		return this.database.jdbc()
			.sql("select coalesce(max(waitstart)::text, '') from pg_locks join pg_stat_activity using (pid) where datname = current_database()")
			.query(String.class)
			.single();
	}

}

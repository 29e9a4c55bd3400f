package io.github.versionedschema.plan.sync.key;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests how long a trigger waits for a row that another session has locked.
 */
@PostgresTest
@Timeout(60)
class LimitedWaitTests {

	private TestDatabase database;

	private SingleConnectionDataSource holder;

	private SingleConnectionDataSource client;

	@BeforeEach
	void holdTheRow(TestDatabase database) {
		this.database = database;
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
				.formatted(LimitedWait.of("perform from wanted for update;")))
			.update();
		this.holder = session();
		this.client = session();
		jdbc(this.holder).sql("delete from wanted").update();
	}

	private SingleConnectionDataSource session() {
		SingleConnectionDataSource session = new SingleConnectionDataSource(this.database.url(), this.database.user(),
				this.database.password(), true);
		session.setAutoCommit(false);
		return session;
	}

	private static JdbcClient jdbc(SingleConnectionDataSource session) {
		return JdbcClient.create(session);
	}

	@AfterEach
	void close() {
		this.client.destroy();
		this.holder.destroy();
	}

	@Test
	void waitsAgainWhileNobodyWaitsForTheClient() throws Exception {
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(this::hasLocked);
		await().until(() -> waits() == 1);
		String begin = beginOfWait();
		await().until(() -> waits() == 1 && !begin.equals(beginOfWait()));
		this.holder.destroy();
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void endsWhileASessionWaitsForTheClient() throws Exception {
		jdbc(this.client).sql("delete from other").update();
		CompletableFuture<Integer> third = CompletableFuture
			.supplyAsync(() -> this.database.jdbc().sql("delete from other").update());
		await().until(() -> waits() == 1);
		assertThat(hasLocked()).isFalse();
		this.client.destroy();
		assertThat(third.get(30, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void endsWithTheLockTimeoutOfTheClient() {
		jdbc(this.client).sql("set lock_timeout = '50ms'").update();
		assertThat(hasLocked()).isFalse();
	}

	private boolean hasLocked() {
		return jdbc(this.client).sql("insert into t default values returning locked").query(Boolean.class).single();
	}

	private int waits() {
		return this.database.jdbc()
			.sql("select count(*) from pg_locks where not granted")
			.query(Integer.class)
			.single();
	}

	private String beginOfWait() {
		return this.database.jdbc()
			.sql("select coalesce(max(waitstart)::text, '') from pg_locks where not granted")
			.query(String.class)
			.single();
	}

}

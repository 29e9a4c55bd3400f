package io.github.versionedschema.backfill;

import java.util.List;
import java.util.concurrent.Future;

import io.github.versionedschema.event.Pace;
import io.github.versionedschema.event.Progress;
import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the journal's rate and time left follow from the batches, whatever happens
 * between them. The batches are logged by a trigger on the journal, with the server's
 * clock, so that nothing depends on the speed of the machine.
 */
@PostgresTest
@Tag("thorough")
class RecordedPaceTests {

	private static final int ROWS = 600;

	private static final Action.Backfill SLOW = new Action.Backfill("public", "users", "\"label\" = slow(\"n\")", null,
			List.of("label"));

	private TestDatabase database;

	private Users users;

	private ControlStore operator;

	@BeforeEach
	void logBatches(TestDatabase database) {
		this.database = database;
		this.users = new Users(database, ROWS);
		this.users.execute("""
				set versioned_schema.backfill = 'on';
				alter table users alter note set storage plain;
				update users set note = repeat('x', 2000);
				""");
		this.users.execute("vacuum full users");
		this.users.execute("""
				create function slow(n int) returns text language plpgsql as
					$$ begin perform pg_sleep(0.002); return up(n); end $$
				""");
		this.users.fill(1).close();
		this.users.execute(
				"""
								create table batch (at timestamptz default clock_timestamp(), rows bigint, idle boolean);
								create function log_batch() returns trigger language plpgsql as $$
									begin
										insert into public.batch (rows, idle)
											values (new.rows_done - old.rows_done, coalesce(new.throttled = 'paused by the operator', false));
										return null;
									end $$;
								create trigger log_batch after update on versioned_schema.backfill
									for each row execute function log_batch();
						alter table versioned_schema.backfill enable always trigger log_batch;
								""");
		this.operator = new ControlStore(database.jdbc(), "public");
	}

	@Test
	void aPauseDoesNotCount() throws Exception {
		try (Filling filling = this.users.fill(SLOW, 20)) {
			Future<?> running = filling.start();
			awaitRows(ROWS / 4);
			this.operator.pause(true);
			await().until(() -> "paused by the operator".equals(this.users.journal("throttled", String.class)));
			awaitIdleness();
			this.operator.pause(false);
			running.get();
		}
		assertThat(this.users.wrong()).isZero();
		assertThatPaceFollowsFromBatches();
	}

	@Test
	void theDowntimeOfADeadLeaderDoesNotCount() throws Exception {
		try (Filling filling = this.users.fill(SLOW, 20)) {
			Future<?> running = filling.start();
			awaitRows(ROWS / 4);
			terminate(filling);
			await().until(running::isDone);
		}
		this.users.execute("update batch set idle = true where at = (select max(at) from batch)");
		awaitIdleness();
		try (Filling filling = this.users.fill(SLOW, 20)) {
			filling.run();
		}
		assertThat(this.users.wrong()).isZero();
		assertThatPaceFollowsFromBatches();
	}

	@Test
	void aSuccessorKnowsTheRateFromTheStart() throws Exception {
		try (Filling filling = this.users.fill(SLOW, 20)) {
			Future<?> running = filling.start();
			awaitRows(ROWS / 4);
			terminate(filling);
			await().until(running::isDone);
		}
		Pace recorded = recorded().pace();
		this.operator.pause(true);
		try (Filling filling = this.users.fill(SLOW, 20)) {
			Future<?> running = filling.start();
			await().until(() -> "paused by the operator".equals(filling.lastThrottled()));
			Progress progress = filling.progress.get(0).progress();
			assertThat(progress.rowsPerSecond()).isBetween(recorded.rowsPerSecond() / 2, recorded.rowsPerSecond() * 2);
			assertThat(progress.secondsLeft()).isPositive();
			this.operator.pause(false);
			running.get();
		}
	}

	@Test
	void theJournalOfAnOlderReleaseHasNoRate() {
		try (Filling filling = this.users.fill(200)) {
			filling.run();
		}
		this.users.execute("""
				alter table versioned_schema.backfill drop column recent_rows;
				alter table versioned_schema.backfill drop column recent_seconds;
				alter table versioned_schema.backfill drop column worked_seconds;
				""");
		assertThat(recorded()).isEqualTo(new RecordedProgress(ROWS, ROWS, Pace.UNKNOWN));
	}

	private RecordedProgress recorded() {
		return RecordedProgress.read(this.database.jdbc(), 1, "backfill").orElseThrow();
	}

	/** The last batch is not part of the recorded pace. */
	private void assertThatPaceFollowsFromBatches() {
		double worked = seconds("not idle");
		double idle = seconds("idle");
		Pace pace = recorded().pace();
		assertThat(idle).isGreaterThan(3 * worked);
		assertThat(pace.workedSeconds()).isBetween(worked / 2, worked * 2);
		assertThat(pace.rowsPerSecond()).isBetween(ROWS / worked / 2, ROWS / worked * 2);
	}

	/** Returns the time that passed after batches, until the next one. */
	private double seconds(String condition) {
		return this.database.jdbc().sql("""
				select coalesce(sum(extract(epoch from next - at)), 0)::float8
				from (select at, idle, lead(at) over (order by at) as next from batch) b where %s
				""".formatted(condition)).query(Double.class).single();
	}

	private void awaitRows(long rows) {
		await().until(() -> this.database.jdbc()
			.sql("select coalesce(max(rows_done), 0) from versioned_schema.backfill")
			.query(Long.class)
			.single() >= rows);
	}

	/** Waits until idleness would spoil the rate if it counted. */
	private void awaitIdleness() {
		await().until(() -> this.database.jdbc().sql("""
				select clock_timestamp() - max(at) > 20 * (max(at) - min(at))
				from batch
				""").query(Boolean.class).single());
	}

	private void terminate(Filling filling) {
		this.database.jdbc()
			.sql("select pg_terminate_backend(?)")
			.params(filling.leadership.pid())
			.query(Boolean.class)
			.single();
	}

}

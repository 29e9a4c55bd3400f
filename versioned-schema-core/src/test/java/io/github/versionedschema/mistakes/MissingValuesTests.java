package io.github.versionedschema.mistakes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.PastTriggers;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a version is not published while rows lack values.
 */
@PostgresTest
class MissingValuesTests {

	private static final Change CHANGE = new Change("kept from being filled", """
			create table t (id int primary key, a int);
			insert into t select n, n from generate_series(1, 20) n;
			create rule quiet as on update to t do instead nothing;
			alter table t enable always rule quiet;
			""", """
			- alter_column: {table: t, column: a, type: bigint, up: a * 2, down: (a / 2)::int}
			""", List.of(), List.of());

	@Test
	void expandFailsWhereARuleKeepsRowsFromBeingFilledAndGoesOnWithoutIt(TestDatabase database) {
		Release release = Release.installed(database, CHANGE).lettingTriggersFire();
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(second::expand)
				.withMessageContaining("20 rows of t have no value of _vs_a")
				.withMessageContaining("a rule");
			database.jdbc().sql("drop rule quiet on t").update();
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select sum(a) from t").query(Long.class).single()).isEqualTo(420);
	}

	@Test
	void rowsThatATriggerKeepsAreNotTakenForLockedOnes(TestDatabase database) throws SQLException {
		Release release = Release.installed(database, new Change("kept by a trigger", """
				create table t (id int primary key, a int);
				insert into t select n, n from generate_series(1, 20) n;
				create function keep() returns trigger language plpgsql as
					'begin if old.id <= 10 then return null; end if; return new; end';
				create trigger keep before update on t for each row execute function keep();
				alter table t enable always trigger keep;
				""", """
				- alter_column: {table: t, column: a, type: bigint, up: a * 2, down: (a / 2)::int}
				""", List.of(), List.of())).lettingTriggersFire();
		try (Connection holder = database.dataSource().getConnection();
				VersionedSchema second = release.second((event) -> lockARow(holder, event))) {
			CompletableFuture<Outcome> expand = CompletableFuture.supplyAsync(second::expand);
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(second.status().throttled()).isNotNull());
			holder.rollback();
			assertThat(expand).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withMessageContaining("10 rows of t have no value of _vs_a");
		}
	}

	@Test
	void rowsThatATriggerRestoresAreNotTakenForThoseOfClients(TestDatabase database) {
		Release release = Release.installed(database, new Change("restored by a trigger", """
				create table t (id int primary key, a int);
				insert into t select n, n from generate_series(1, 20) n;
				create function restore() returns trigger language plpgsql as 'begin return old; end';
				create trigger restore before update on t for each row when (old.id <= 10) execute function restore();
				alter table t enable always trigger restore;
				""", """
				- alter_column: {table: t, column: a, type: bigint, up: a * 2, down: (a / 2)::int}
				""", List.of(), List.of())).lettingTriggersFire();
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(second::expand)
				.withMessageContaining("10 rows of t have no value of _vs_a");
		}
	}

	@Test
	void expandWaitsWhileClientsWriteRowsWithoutValuesAndShowsIt(TestDatabase database) {
		Release release = Release.installed(database, new Change("written past the triggers", """
				create table t (id int primary key, a int);
				insert into t select n, n from generate_series(1, 20) n;
				""", """
				- alter_column: {table: t, column: a, type: bigint, up: a * 2, down: (a / 2)::int}
				""", List.of(), List.of()));
		AtomicBoolean stopped = new AtomicBoolean();
		try (VersionedSchema second = release.second((event) -> {
			if (isBeforeOrAfterAPassOfTheProof(event) && !stopped.get()) {
				PastTriggers.write(database, "update t set a = a + 1, _vs_a = null");
			}
		})) {
			CompletableFuture<Outcome> expand = CompletableFuture.supplyAsync(second::expand);
			await().atMost(Duration.ofMinutes(2))
				.until(() -> String.valueOf(second.status().throttled()),
						(reason) -> reason.contains("20 rows of t without a value of _vs_a"));
			stopped.set(true);
			assertThat(expand).succeedsWithin(Duration.ofMinutes(2)).matches(Outcome::changed);
			assertThat(second.status().throttled()).isNull();
			release.requireAgreement();
		}
	}

	private static boolean isBeforeOrAfterAPassOfTheProof(TransitionEvent event) {
		return (event instanceof TransitionEvent.StepStarted started && started.step().startsWith("prove."))
				|| (event instanceof TransitionEvent.BatchFilled batch && batch.step().startsWith("prove."));
	}

	/** Locks a row before the first batch, after the table was changed. */
	private static void lockARow(Connection holder, TransitionEvent event) {
		if (event instanceof TransitionEvent.StepStarted started && started.step().startsWith("backfill.")) {
			assertThatCode(() -> {
				holder.setAutoCommit(false);
				holder.createStatement().execute("select from t where id = 15 for update");
			}).doesNotThrowAnyException();
		}
	}

}

package io.github.versionedschema.mistakes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.kills.DeathOfTheConnection;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a version does not affect clients of the older version until it is
 * published, even if values cannot be computed and the expand fails.
 */
@PostgresTest
class FailedExpandTests {

	@ParameterizedTest
	@MethodSource("io.github.versionedschema.mistakes.Failing#values")
	void noStatementOfAnOldClientFailsAndNothingRemains(Failing failing, TestDatabase database) {
		WritingClients clients = new WritingClients(failing, database);
		clients.requireUndone(clients.startedAfterExpand(), "id");
	}

	@ParameterizedTest
	@MethodSource({ "io.github.versionedschema.mistakes.Failing#values",
			"io.github.versionedschema.mistakes.Failing#keys" })
	void noStatementOfAnOldClientFailsWhileRowsAreFilledSlowly(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second(pausing(database))) {
			CompletableFuture<Outcome> expand = pausedExpand(second);
			try (Clients old = Clients.start(database, Release.OLD, failing.statements());
					Clients unversioned = Clients.startUnversioned(database, failing.statements())) {
				old.awaitStatements(200);
				unversioned.awaitStatements(200);
				second.resume();
				assertThat(expand).failsWithin(Duration.ofMinutes(1))
					.withThrowableThat()
					.withMessageContaining("was undone");
				old.awaitStatements(20);
				unversioned.awaitStatements(20);
				assertThat(old.failures()).isEmpty();
				assertThat(unversioned.failures()).isEmpty();
			}
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	@Test
	void anExpandThatWasSlowIsPublishedWhenItsRowsWereCorrectedMeanwhile(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change());
		List<String> harmless = List.of("update t set n = n + 1 where id = ?", "insert into t (v) values ('ok')",
				"select * from t where id = ?");
		try (VersionedSchema second = release.second(pausing(database));
				Clients steady = Clients.start(database, Release.OLD, harmless)) {
			CompletableFuture<Outcome> expand = pausedExpand(second);
			try (Clients old = Clients.start(database, Release.OLD, failing.statements())) {
				old.awaitStatements(200);
				old.close();
				assertThat(old.failures()).isEmpty();
			}
			database.jdbc().sql("update t set v = 'short' where length(v) > 30").update();
			second.resume();
			assertThat(expand).succeedsWithin(Duration.ofMinutes(1));
			steady.awaitStatements(20);
			assertThat(steady.failures()).isEmpty();
		}
		release.requireAgreement();
	}

	/** Pauses the backfill when it begins. */
	private static TransitionListener pausing(TestDatabase database) {
		return (event) -> {
			if (event instanceof TransitionEvent.StepStarted started && started.step().startsWith("backfill.")) {
				new ControlStore(database.jdbc(), "public").pause(true);
			}
		};
	}

	/** Starts an expand, and waits until it is paused in the backfill. */
	private static CompletableFuture<Outcome> pausedExpand(VersionedSchema second) {
		CompletableFuture<Outcome> expand = CompletableFuture.supplyAsync(second::expand);
		await().atMost(Duration.ofSeconds(30))
			.until(() -> String.valueOf(second.status().throttled()).contains("paused"));
		return expand;
	}

	@Test
	void rowsWithoutAValueAreFilledBeforeTheVersionIsPublished(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change());
		TransitionListener correcting = (event) -> {
			if (event instanceof TransitionEvent.StepDone done && done.step().equals("backfill.t")) {
				database.jdbc().sql("insert into t (v) values (repeat('x', 31)), ('ok')").update();
			}
			if (event instanceof TransitionEvent.StepStarted started && started.step().startsWith("prove.t")) {
				database.jdbc().sql("delete from t where v like 'xxx%'").update();
			}
		};
		try (VersionedSchema second = release.second(correcting)) {
			second.expand();
		}
		assertThat(
				database.jdbc().sql("select count(*) from public_02_new.t where v is null").query(Long.class).single())
			.isZero();
	}

	@Test
	void aFailedExpandIsKeptWhereThatIsWanted(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change()).keepingFailedExpands();
		try (VersionedSchema second = release.second(Failing.after("expand.t",
				() -> database.jdbc().sql("insert into t (v) values (repeat('x', 31))").update()))) {
			assertThatThrownBy(second::expand).hasMessageContaining("What was done before is kept");
		}
		database.jdbc().sql("delete from t where v like 'xxx%'").update();
		try (VersionedSchema second = release.second()) {
			assertThat(second.expand().changed()).isTrue();
		}
	}

	@Test
	void aLeaderThatIsKilledInBetweenDoesNoHarm(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (Clients clients = Clients.start(database, Release.OLD, List.of("select * from t where id = ?"))) {
			try (VersionedSchema second = release
				.second(Failing.after("expand.t", () -> DeathOfTheConnection.terminateLeader(database)))) {
				assertThatThrownBy(second::expand).isInstanceOf(LeadershipLostException.class);
			}
			try (Clients writing = Clients.start(database, Release.OLD, failing.statements())) {
				writing.awaitStatements(100);
				assertThat(writing.failures()).isEmpty();
			}
			try (VersionedSchema second = release.second()) {
				assertThatThrownBy(second::expand).hasMessageContaining(failing.message())
					.hasMessageContaining("was undone");
			}
			clients.awaitStatements(20);
			assertThat(clients.failures()).isEmpty();
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	@Test
	void manyStartsOneAfterTheOtherDoNoHarm(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (Clients clients = Clients.start(database, Release.OLD, List.of("select * from t where id = ?"))) {
			for (int start = 0; start < 3; start++) {
				try (VersionedSchema second = release.second(Failing.after("expand.t",
						() -> database.jdbc().sql("insert into t (v) values (repeat('x', 31))").update()))) {
					assertThatThrownBy(second::expand).hasMessageContaining("was undone");
				}
				database.jdbc().sql("delete from t where v like 'xxx%'").update();
			}
			clients.awaitStatements(20);
			assertThat(clients.failures()).isEmpty();
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

}

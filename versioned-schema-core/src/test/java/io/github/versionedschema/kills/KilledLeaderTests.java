package io.github.versionedschema.kills;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.versionedschema.cases.Part;
import io.github.versionedschema.kills.Undisturbed.State;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the death of the leader in every step of every transition that is in this
 * {@link Part}, one after the other in one run, while clients write. The next leader
 * resumes, and the resulting catalogue and data are the same as without any death.
 * Processes, whose start takes seconds, are killed in every fourth step.
 * {@link KilledLeaderSoakTests} tests each death separately, and kills a process in every
 * step.
 */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledLeaderTests {

	private Undisturbed undisturbed;

	@BeforeAll
	void lookAtAnUndisturbedRun() {
		this.undisturbed = Undisturbed.of(KilledLeaderChange.CHANGE);
	}

	@Test
	void goesOnWheneverItsConnectionWasTerminated(TestDatabase database) {
		Release release = Release.installed(database, KilledLeaderChange.CHANGE);
		dieInEveryStep(database, release, DeathOfTheConnection.byTermination(database, release));
	}

	@Test
	void goesOnWheneverItWasStopped(TestDatabase database) {
		Release release = Release.installed(database, KilledLeaderChange.CHANGE);
		dieInEveryStep(database, release, new StopInTime(database, release));
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void goesOnWhenItsProcessWasKilled(TestDatabase database) {
		Release release = Release.installed(database, KilledLeaderChange.CHANGE);
		try (Death death = new DeathOfTheProcess(database, release)) {
			try (Clients older = clientsOfOld(database)) {
				dieInEveryFourthStep(Transition.EXPAND, release, death);
				requireNoFailure(older);
			}
			release.requireAgreement();
			require(database, this.undisturbed.expanded());
			completeUnder(database, () -> dieInEveryFourthStep(Transition.COMPLETE, release, death));
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void goesOnWheneverTheServerCrashed() {
		try (EmbeddedServer server = EmbeddedServer.start(Map.of());
				TestDatabase database = server.server().createDatabase()) {
			Release release = Release.installed(database, KilledLeaderChange.CHANGE);
			Death death = DeathOfTheConnection.byCrash(server, release);
			try (Clients older = clientsOfOld(database)) {
				dieInEveryStep(Transition.EXPAND, release, death);
				requireNoFailure(older);
				assertThat(KilledLeaderChange.insertedByOlder(database))
					.isGreaterThanOrEqualTo(older.done(KilledLeaderChange.OLDER_INSERT));
			}
			release.requireAgreement();
			require(database, this.undisturbed.expanded());
			completeUnder(database, () -> dieInEveryStep(Transition.COMPLETE, release, death));
		}
	}

	@Test
	void leavesWhatCanBeUndoneFromEveryStep(TestDatabase database) {
		Release release = Release.installed(database, KilledLeaderChange.CHANGE);
		Death death = DeathOfTheConnection.byTermination(database, release);
		try (Clients older = clientsOfOld(database)) {
			Part.ofThisRun().of(this.undisturbed.middles(Transition.EXPAND)).forEach((checkpoint) -> {
				death.during(Transition.EXPAND, checkpoint);
				release.run(Transition.ABORT);
				require(database, this.undisturbed.installed());
			});
			requireNoFailure(older);
		}
	}

	private void dieInEveryStep(TestDatabase database, Release release, Death death) {
		try (Clients older = clientsOfOld(database)) {
			dieInEveryStep(Transition.EXPAND, release, death);
			release.requireAgreement();
			require(database, this.undisturbed.expanded());
			dieInEveryStep(Transition.ABORT, release, death);
			require(database, this.undisturbed.installed());
			release.run(Transition.EXPAND);
			requireNoFailure(older);
		}
		completeUnder(database, () -> dieInEveryStep(Transition.COMPLETE, release, death));
	}

	private void completeUnder(TestDatabase database, Runnable deaths) {
		try (Clients newer = Clients.start(database, Release.NEW, KilledLeaderChange.CHANGE.newer(), 1)) {
			deaths.run();
			requireNoFailure(newer);
			assertThat(KilledLeaderChange.insertedByNewer(database))
				.isGreaterThanOrEqualTo(newer.done(KilledLeaderChange.NEWER_INSERT));
		}
		require(database, this.undisturbed.completed());
	}

	private void dieInEveryStep(Transition transition, Release release, Death death) {
		die(transition, release, death, Part.ofThisRun().of(this.undisturbed.middles(transition)).toList());
	}

	private void dieInEveryFourthStep(Transition transition, Release release, Death death) {
		List<Checkpoint> moments = this.undisturbed.middles(transition);
		List<Checkpoint> some = IntStream.range(0, moments.size())
			.filter((index) -> index % 4 == 0)
			.mapToObj(moments::get)
			.toList();
		die(transition, release, death, Part.ofThisRun().of(some).toList());
	}

	private static void die(Transition transition, Release release, Death death, List<Checkpoint> moments) {
		moments.forEach((moment) -> death.during(transition, moment));
		release.run(transition);
	}

	private static Clients clientsOfOld(TestDatabase database) {
		return Clients.start(database, Release.OLD, KilledLeaderChange.CHANGE.older(), 1);
	}

	private static void requireNoFailure(Clients clients) {
		clients.close();
		assertThat(clients.failures()).isEmpty();
	}

	private static void require(TestDatabase database, State expected) {
		assertThat(State.of(database).differencesFrom(expected)).isEmpty();
	}

}

package io.github.versionedschema.kills;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.versionedschema.kills.Undisturbed.State;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the death of a leader at each point, one at a time: the next leader resumes to
 * the same catalogue and data as without a death, or undoes everything.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledLeaderSoakTests {

	private Undisturbed undisturbed;

	@BeforeAll
	void lookAtAnUndisturbedRun() {
		this.undisturbed = Undisturbed.of(KilledLeaderChange.CHANGE);
	}

	@Test
	void connectionTerminatedBeforeEveryStatement() {
		dieOneByOne(TestServer.shared(), DeathOfTheConnection::byTermination, this.undisturbed.checkpoints()::get);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void processKilledInEveryStep() {
		dieOneByOne(TestServer.shared(), DeathOfTheProcess::new, this.undisturbed::moments);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void serverCrashedInEveryStep() {
		try (EmbeddedServer server = EmbeddedServer.start(Map.of())) {
			dieOneByOne(server.server(), (database, release) -> DeathOfTheConnection.byCrash(server, release),
					this.undisturbed::moments);
		}
	}

	private void dieOneByOne(TestServer server, BiFunction<TestDatabase, Release, Death> deaths,
			Function<Transition, List<Checkpoint>> moments) {
		try (TestDatabase database = server.createDatabase()) {
			Release release = Release.installed(database, KilledLeaderChange.CHANGE);
			try (Death death = deaths.apply(database, release)) {
				moments.apply(Transition.EXPAND).forEach((moment) -> dieExpanding(database, release, death, moment));
				moments.apply(Transition.ABORT).forEach((moment) -> dieAborting(database, release, death, moment));
			}
		}
		moments.apply(Transition.COMPLETE).forEach((moment) -> dieCompleting(server, deaths, moment));
	}

	private void dieExpanding(TestDatabase database, Release release, Death death, Checkpoint moment) {
		death.during(Transition.EXPAND, moment);
		release.run(Transition.ABORT);
		require(database, this.undisturbed.installed(), moment);
		death.during(Transition.EXPAND, moment);
		release.run(Transition.EXPAND);
		release.requireAgreement();
		require(database, this.undisturbed.expanded(), moment);
		release.run(Transition.ABORT);
	}

	private void dieAborting(TestDatabase database, Release release, Death death, Checkpoint moment) {
		release.run(Transition.EXPAND);
		death.during(Transition.ABORT, moment);
		release.run(Transition.ABORT);
		require(database, this.undisturbed.installed(), moment);
	}

	private void dieCompleting(TestServer server, BiFunction<TestDatabase, Release, Death> deaths, Checkpoint moment) {
		try (TestDatabase database = server.createDatabase()) {
			Release release = Release.installed(database, KilledLeaderChange.CHANGE);
			release.run(Transition.EXPAND);
			try (Death death = deaths.apply(database, release)) {
				death.during(Transition.COMPLETE, moment);
			}
			release.run(Transition.COMPLETE);
			require(database, this.undisturbed.completed(), moment);
		}
	}

	private static void require(TestDatabase database, State expected, Checkpoint moment) {
		assertThat(State.of(database).differencesFrom(expected)).as("after a death at %s", moment).isEmpty();
	}

}

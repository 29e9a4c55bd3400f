package io.github.versionedschema.kills;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.kills.LongStatement.Hold;
import io.github.versionedschema.kills.Undisturbed.State;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a leader that is killed, disconnected, paused or stopped in the middle of a long
 * statement. The next leader resumes, and the result is the same as without the
 * interruption.
 */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("thorough")
class InterruptedStatementTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Map<Transition, State> ends = new EnumMap<>(Transition.class);

	static Stream<LongStatement> statements() {
		return Part.ofThisRun().of(List.of(LongStatement.values()));
	}

	@BeforeAll
	void lookAtAnUndisturbedRun() {
		Undisturbed undisturbed = Undisturbed.of(LongStatement.CHANGE);
		this.ends.put(Transition.EXPAND, undisturbed.expanded());
		this.ends.put(Transition.ABORT, undisturbed.installed());
		this.ends.put(Transition.COMPLETE, undisturbed.completed());
	}

	@ParameterizedTest
	@MethodSource("statements")
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void theNextLeaderGoesOnWhenTheProcessWasKilled(LongStatement statement, TestDatabase database) {
		Release release = statement.prepare(database);
		try (ReleaseProcess process = begun(statement, database, release); Hold hold = statement.hold(database)) {
			process.goOnFreely();
			statement.awaitLeaderInside(database);
			process.kill();
		}
		goOn(statement, database, release);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void abortWaitsUntilTheServerNoticesThatTheLeaderWasKilled(TestDatabase database) {
		LongStatement statement = LongStatement.BATCH_OF_BACKFILL;
		Release release = statement.prepare(database);
		try (ReleaseProcess process = begun(statement, database, release)) {
			Hold hold = statement.hold(database);
			process.goOnFreely();
			statement.awaitLeaderInside(database);
			process.kill();
			release.run(Transition.ABORT);
			hold.close();
		}
		require(database, Transition.ABORT);
	}

	@ParameterizedTest
	@MethodSource("statements")
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void aPausedProcessThatWasCutOffChangesNothingWhenItWakesUp(LongStatement statement, TestDatabase database) {
		Release release = statement.prepare(database);
		try (ReleaseProcess process = begun(statement, database, release)) {
			try (Hold hold = statement.hold(database)) {
				process.goOnFreely();
				statement.awaitLeaderInside(database);
				process.pause();
				DeathOfTheConnection.terminateLeader(database);
			}
			goOn(statement, database, release);
			List<String> journal = journal(database);
			process.wake();
			assertThat(process.failure()).isEqualTo(LeadershipLostException.class.getSimpleName());
			require(database, statement.transition());
			assertThat(journal(database)).isEqualTo(journal);
		}
	}

	@ParameterizedTest
	@MethodSource("statements")
	void theNextLeaderGoesOnWhenTheConnectionWasTerminated(LongStatement statement, TestDatabase database) {
		Release release = statement.prepare(database);
		try (Running running = new Running(statement, database, release)) {
			running.awaitInside();
			DeathOfTheConnection.terminateLeader(database);
			assertThat(running.outcome).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(LeadershipLostException.class);
			assertThat(invalidIndexes(database)).isEqualTo((statement == LongStatement.BUILD_OF_INDEX) ? 1 : 0);
		}
		goOn(statement, database, release);
		assertThat(invalidIndexes(database)).isZero();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void theNextLeaderGoesOnWhenTheServerCrashed() {
		try (EmbeddedServer server = EmbeddedServer.start(Map.of())) {
			for (LongStatement statement : LongStatement.values()) {
				try (TestDatabase database = server.server().createDatabase()) {
					crash(server, statement, database);
				}
			}
		}
	}

	private void crash(EmbeddedServer server, LongStatement statement, TestDatabase database) {
		Release release = statement.prepare(database);
		try (Running running = new Running(statement, database, release)) {
			running.awaitInside();
			server.stopImmediately();
			assertThat(running.outcome).as("%s", statement)
				.failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(LeadershipLostException.class);
			server.restart();
		}
		goOn(statement, database, release);
	}

	@ParameterizedTest
	@MethodSource("statements")
	void aStoppedLeaderIsGoneAtOnceAndTheNextOneGoesOn(LongStatement statement, TestDatabase database) {
		Release release = statement.prepare(database);
		try (Running running = new Running(statement, database, release)) {
			running.awaitInside();
			running.schema.close();
			assertThat(running.outcome).failsWithin(StopInTime.PROMISED)
				.withThrowableThat()
				.withCauseInstanceOf(StoppedException.class);
			StopInTime.requireNoSessionOfOurs(database);
		}
		goOn(statement, database, release);
	}

	private static ReleaseProcess begun(LongStatement statement, TestDatabase database, Release release) {
		ReleaseProcess process = ReleaseProcess.start(database, release);
		process.begin(statement.transition());
		process.goOnUntil(statement.before());
		return process;
	}

	private void goOn(LongStatement statement, TestDatabase database, Release release) {
		release.run(statement.transition());
		if (statement.transition() == Transition.EXPAND) {
			release.requireAgreement();
		}
		require(database, statement.transition());
	}

	private void require(TestDatabase database, Transition transition) {
		assertThat(State.of(database).differencesFrom(this.ends.get(transition))).isEmpty();
	}

	private static List<String> journal(TestDatabase database) {
		return database.jdbc().sql("""
				select 'step' || s from versioned_schema.step s union all select 'run' || r from versioned_schema.run r
				union all select 'version' || v from versioned_schema.version v
				union all select 'backfill' || b from versioned_schema.backfill b order by 1
				""").query(String.class).list();
	}

	private static int invalidIndexes(TestDatabase database) {
		return database.jdbc().sql("select count(*) from pg_index where not indisvalid").query(Integer.class).single();
	}

	/** Leader in this process that is blocked in its statement. */
	private static final class Running implements AutoCloseable {

		final VersionedSchema schema;

		final CompletableFuture<?> outcome;

		private final LongStatement statement;

		private final TestDatabase database;

		private volatile Hold hold;

		Running(LongStatement statement, TestDatabase database, Release release) {
			this.statement = statement;
			this.database = database;
			this.schema = release.second(new Checkpoints(release.connections(), (checkpoint) -> {
				if (checkpoint.equals(statement.before())) {
					this.hold = statement.hold(database);
				}
			}));
			this.outcome = CompletableFuture.supplyAsync(() -> statement.transition().run(this.schema),
					(work) -> new Thread(work, "leader").start());
		}

		void awaitInside() {
			this.statement.awaitLeaderInside(this.database);
		}

		@Override
		public void close() {
			this.schema.close();
			this.hold.close();
		}

	}

}

package io.github.versionedschema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.ExpandStarted;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionEvent.VersionPublished;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.leader.LeaderQuery;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
@Tag("thorough")
class SeveralInstancesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	final List<TransitionEvent> events = new CopyOnWriteArrayList<>();

	final HandPlanner planner = new HandPlanner();

	VersionedSchemaSettings settings = VersionedSchemaSettings.of("public");

	TestDatabase database;

	@BeforeEach
	void createTable(TestDatabase database) {
		this.database = database;
		database.jdbc().sql("create table t (id int primary key)").update();
	}

	VersionedSchema instance(TransitionListener... listeners) {
		VersionedSchemaBuilder builder = VersionedSchema
			.builder(this.settings, this.database.dataSource()::getConnection,
					() -> List.of(HandPlanner.migration("01_a")))
			.planner(this.planner)
			.listener(this.events::add);
		List.of(listeners).forEach(builder::listener);
		return builder.build();
	}

	private CompletableFuture<Outcome> expanding(VersionedSchema instance) {
		return CompletableFuture.supplyAsync(instance::expand, (work) -> new Thread(work, "instance").start());
	}

	private LeaderQuery leader() {
		return new LeaderQuery(this.database.jdbc(), "public");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 5 })
	void oneLeadsAndAllAreAttachedWhenTheVersionIsLive(int number) throws SQLException {
		List<CompletableFuture<Outcome>> instances = IntStream.range(0, number)
			.mapToObj((index) -> expanding(instance()))
			.toList();
		assertThat(instances).allSatisfy((outcome) -> assertThat(outcome).succeedsWithin(PATIENCE));
		assertThat(this.events).filteredOn(VersionPublished.class::isInstance).hasSize(1);
		assertThat(this.events).filteredOn(ExpandStarted.class::isInstance).hasSize(1);
		assertThat(leader().find()).isEmpty();
		for (int index = 0; index < number; index++) {
			attach();
		}
	}

	private void attach() throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setCurrentSchema("public_01_a,public");
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select versioned_schema.attach('01_a')");
		}
	}

	@Test
	void whoWaitsLearnsThatTheVersionIsLive() throws InterruptedException {
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<Outcome> leading = expanding(instance(waitingBeforePublish(go)));
		await().atMost(PATIENCE).until(() -> leader().find().isPresent());
		CompletableFuture<Outcome> waiting = expanding(instance());
		await().atMost(PATIENCE).until(() -> listeners() == 1);
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> instance().complete(false))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ANOTHER_LEADER))
			.withMessageContaining("pid " + leader().find().orElseThrow().pid());
		assertThat(instance().status()).satisfies((status) -> {
			assertThat(status.leader()).endsWith("(" + leader().find().orElseThrow() + ")");
			assertThat(status.next()).isEqualTo("Wait until \"01_a\" is live. Until then abort is refused.");
		});
		assertThat(waiting).isNotDone();
		go.countDown();
		assertThat(leading).succeedsWithin(PATIENCE);
		assertThat(waiting).succeedsWithin(PATIENCE)
			.satisfies((outcome) -> assertThat(outcome.message()).startsWith("Another instance"));
	}

	/** Returns the number of waiting sessions of the library, without the leader. */
	private int listeners() {
		return this.database.jdbc().sql("""
				select count(*) from pg_stat_activity
				where datname = current_database() and application_name = 'versioned-schema leader'
				""").query(Integer.class).single() - 1;
	}

	private TransitionListener waitingBeforePublish(CountDownLatch go) {
		return (event) -> {
			if (event instanceof StepStarted started && started.step().equals("publish")) {
				try {
					assertThat(go.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		};
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void oneOfThoseWhoWaitTakesOverWhenTheLeaderDies(int number) {
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<Outcome> leading = expanding(instance(waitingBeforePublish(go)));
		await().atMost(PATIENCE).until(() -> leader().find().isPresent());
		List<CompletableFuture<Outcome>> waiting = IntStream.range(0, number)
			.mapToObj((index) -> expanding(instance()))
			.toList();
		await().atMost(PATIENCE).until(() -> listeners() == number);
		this.database.jdbc()
			.sql("select pg_terminate_backend(?, 10000)")
			.params(leader().find().orElseThrow().pid())
			.query()
			.listOfRows();
		assertThat(waiting).allSatisfy((outcome) -> assertThat(outcome).succeedsWithin(PATIENCE));
		assertThat(waiting).extracting((outcome) -> outcome.join().message())
			.filteredOn("Version \"01_a\" is live."::equals)
			.hasSize(1);
		go.countDown();
		assertThat(leading).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(LeadershipLostException.class);
		assertThat(this.events).filteredOn(VersionPublished.class::isInstance).hasSize(1);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void whoeverWaitsGoesOnWhenTheServerHasCrashedAndIsBack() {
		try (EmbeddedServer server = EmbeddedServer.start(Map.of());
				TestDatabase own = server.server().createDatabase()) {
			createTable(own);
			CountDownLatch go = new CountDownLatch(1);
			CompletableFuture<Outcome> leading = expanding(instance(waitingBeforePublish(go)));
			await().atMost(PATIENCE).until(() -> leader().find().isPresent());
			List<CompletableFuture<Outcome>> waiting = IntStream.range(0, 3)
				.mapToObj((index) -> expanding(instance()))
				.toList();
			await().atMost(PATIENCE).until(() -> listeners() == 3);
			server.stopImmediately();
			go.countDown();
			assertThat(leading).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(LeadershipLostException.class);
			server.restart();
			assertThat(waiting).allSatisfy((outcome) -> assertThat(outcome).succeedsWithin(PATIENCE));
			assertThat(this.events).filteredOn(VersionPublished.class::isInstance).hasSize(1);
			assertThat(leader().find()).isEmpty();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
	void whoeverWaitsGivesUpWhenTheServerStaysAway() {
		try (EmbeddedServer server = EmbeddedServer.start(Map.of());
				TestDatabase own = server.server().createDatabase()) {
			createTable(own);
			this.settings = this.settings.withLongestOutage(Duration.ofMillis(10));
			CountDownLatch go = new CountDownLatch(1);
			CompletableFuture<Outcome> leading = expanding(instance(waitingBeforePublish(go)));
			await().atMost(PATIENCE).until(() -> leader().find().isPresent());
			CompletableFuture<Outcome> waiting = expanding(instance());
			await().atMost(PATIENCE).until(() -> listeners() == 1);
			server.stopImmediately();
			assertThat(waiting).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(DatabaseUnreachableException.class);
			go.countDown();
			assertThat(leading).failsWithin(PATIENCE);
			server.restart();
		}
	}

	@Test
	void whoNeverReachedTheDatabaseIsToldAtOnce() {
		VersionedSchema nowhere = VersionedSchema
			.builder(VersionedSchemaSettings.of("public").withLongestOutage(Duration.ofDays(1)), () -> {
				throw new SQLException("nobody listens", "08001");
			}, () -> List.of(HandPlanner.migration("01_a")))
			.build();
		assertThatExceptionOfType(DatabaseUnreachableException.class).isThrownBy(nowhere::expand);
	}

	@Test
	void stopsInTheMiddleOfAStatementAndLeavesNoLeader() {
		this.planner.further.add(step("long", Phase.BUILD, sql("select pg_sleep(600)")));
		VersionedSchema stopped = instance();
		CompletableFuture<Outcome> leading = expanding(stopped);
		await().atMost(PATIENCE).until(() -> "step long".equals(instance().status().step()));
		stopped.close();
		assertThat(leading).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		assertThat(leader().find()).isEmpty();
		assertThat(instance().status().error()).isNull();
		assertThatExceptionOfType(StoppedException.class).isThrownBy(stopped::expand);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(stopped::status);
	}

	@Test
	void stopsWaiting() {
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<Outcome> leading = expanding(instance(waitingBeforePublish(go)));
		await().atMost(PATIENCE).until(() -> leader().find().isPresent());
		VersionedSchema closed = instance();
		CompletableFuture<Outcome> waiting = expanding(closed);
		FutureTask<Outcome> interrupted = new FutureTask<>(instance()::expand);
		Thread thread = new Thread(interrupted);
		thread.start();
		await().atMost(PATIENCE).until(() -> listeners() == 2);
		closed.close();
		thread.interrupt();
		assertThat(waiting).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		assertThat(interrupted).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		go.countDown();
		assertThat(leading).succeedsWithin(PATIENCE);
	}

	@Test
	void aLeaderThatDiesBetweenStepsIsReportedLikeOneThatDiesInAStep() {
		VersionedSchema leading = VersionedSchema
			.builder(this.settings, this.database.dataSource()::getConnection,
					() -> List.of(HandPlanner.migration("01_a")))
			.planner((request) -> {
				this.database.jdbc()
					.sql("select pg_terminate_backend(?, 10000)")
					.params(leader().find().orElseThrow().pid())
					.query()
					.listOfRows();
				return this.planner.apply(request);
			})
			.build();
		assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(leading::expand);
	}

}

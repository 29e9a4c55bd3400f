package io.github.versionedschema;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionEvent.VersionPublished;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.leader.LeaderQuery;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.test.FreezingProxy;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests an expand during which the network between leader and server stops transmitting
 * data, without notice to either side.
 */
@PostgresTest
@Tag("thorough")
class CutNetworkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<TransitionEvent> events = new CopyOnWriteArrayList<>();

	private final HandPlanner planner = new HandPlanner();

	private TestDatabase database;

	private FreezingProxy network;

	private CompletableFuture<Outcome> leading;

	private CompletableFuture<Outcome> waiting;

	@BeforeEach
	void cutTheNetworkInTheMiddleOfAnExpand(TestDatabase database) {
		this.database = database;
		database.jdbc().sql("create table t (id int primary key)").update();
		database.jdbc().sql("create table done (at timestamptz)").update();
		this.planner.further.add(step("twice", Phase.BUILD, sql("insert into done values (clock_timestamp())")));
		PGSimpleDataSource direct = database.dataSource();
		this.network = new FreezingProxy(new InetSocketAddress(direct.getServerNames()[0], direct.getPortNumbers()[0]));
		PGSimpleDataSource proxied = database.dataSource();
		proxied.setServerNames(new String[] { "127.0.0.1" });
		proxied.setPortNumbers(new int[] { this.network.port() });
		AtomicBoolean frozen = new AtomicBoolean();
		this.leading = expanding(proxied, (event) -> {
			if (event instanceof StepStarted started && started.step().equals("twice")) {
				this.network.freeze();
				frozen.set(true);
			}
		});
		await().atMost(PATIENCE).untilTrue(frozen);
		this.waiting = expanding(direct, (event) -> {
		});
		await().atMost(PATIENCE).until(() -> sessions() == 3);
	}

	@AfterEach
	void close() {
		this.network.close();
	}

	private CompletableFuture<Outcome> expanding(PGSimpleDataSource dataSource,
			io.github.versionedschema.event.TransitionListener listener) {
		VersionedSchema instance = VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), dataSource::getConnection,
					() -> List.of(HandPlanner.migration("01_a")))
			.planner(this.planner)
			.listener(this.events::add)
			.listener(listener)
			.build();
		return CompletableFuture.supplyAsync(instance::expand, (work) -> new Thread(work, "instance").start());
	}

	private int sessions() {
		return this.database.jdbc().sql("""
				select count(*) from pg_stat_activity
				where datname = current_database() and application_name = 'versioned-schema leader'
				""").query(Integer.class).single() + 1;
	}

	private void serverNoticesThatTheLeaderIsGone() {
		this.database.jdbc()
			.sql("select pg_terminate_backend(?, 10000)")
			.params(new LeaderQuery(this.database.jdbc(), "public").find().orElseThrow().pid())
			.query()
			.listOfRows();
	}

	private int done() {
		return this.database.jdbc().sql("select count(*) from done").query(Integer.class).single();
	}

	private void requireLeaderToLearnThatItDoesNotLead() {
		assertThat(this.leading).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(LeadershipLostException.class);
	}

	private void requireOnePublication() {
		assertThat(this.events).filteredOn(VersionPublished.class::isInstance).hasSize(1);
		assertThat(new LeaderQuery(this.database.jdbc(), "public").find()).isEmpty();
	}

	@Test
	void nobodyElseLeadsWhileTheServerHasTheSessionAndTheLeaderGoesOn() {
		assertThat(this.waiting).isNotDone();
		assertThat(done()).isZero();
		this.network.thaw();
		assertThat(this.leading).succeedsWithin(PATIENCE);
		assertThat(this.waiting).succeedsWithin(PATIENCE);
		assertThat(done()).isOne();
		requireOnePublication();
	}

	@Test
	void somebodyElseGoesOnWhenTheServerHasNoticedAndTheLeaderLearnsIt() {
		serverNoticesThatTheLeaderIsGone();
		assertThat(this.waiting).succeedsWithin(PATIENCE);
		// The leader's connection gives no answer while it is frozen.
		requireLeaderToLearnThatItDoesNotLead();
		assertThat(done()).isOne();
		requireOnePublication();
	}

	@Test
	void whoWakesUpAsASecondLeaderDoesNothing() {
		serverNoticesThatTheLeaderIsGone();
		assertThat(this.waiting).succeedsWithin(PATIENCE);
		this.network.thaw();
		requireLeaderToLearnThatItDoesNotLead();
		assertThat(done()).isOne();
		requireOnePublication();
	}

	@Test
	void somebodyElseGoesOnWhenTheConnectionIsCut() {
		this.network.cut();
		requireLeaderToLearnThatItDoesNotLead();
		assertThat(this.waiting).succeedsWithin(PATIENCE);
		requireOnePublication();
	}

}

package io.github.versionedschema.journals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.journal.install.JournalInstallation;
import io.github.versionedschema.journals.OlderJournal.State;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.session.AttachFunctions;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * Tests that plans of older builds are completed and aborted, while clients write through
 * the triggers that those builds made.
 */
@PostgresTest
@Tag("thorough")
class OlderJournalTests {

	/** The newest format before the current one. */
	private static final int NEWEST = 6;

	/** The newest format of builds that knew at most two live versions. */
	private static final int WITHOUT_CHAINS = 5;

	static Stream<OlderJournal> journals() {
		return Part.ofThisRun().of(IntStream.rangeClosed(1, NEWEST).mapToObj(OlderJournal::new).toList());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("journals")
	void completesWhatAnOlderBuildExpanded(OlderJournal journal, TestDatabase database) {
		Release release = journal.restore(State.EXPANDED, database);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, Release.OLD, OlderJournal.OLDER);
				Clients newer = Clients.start(database, Release.NEW, OlderJournal.NEWER)) {
			older.awaitStatements(100);
			newer.awaitStatements(100);
			requireStatus(second, MigrationPhase.EXPANDED);
			release.requireAgreement();
			older.close();
			second.complete(false);
			newer.awaitStatements(100);
			newer.close();
			assertThat(older.failures()).isEmpty();
			assertThat(newer.failures()).isEmpty();
		}
		requireCompleted(database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("journals")
	void abortsWhatAnOlderBuildExpanded(OlderJournal journal, TestDatabase database) {
		Release release = journal.restore(State.EXPANDED, database);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, Release.OLD, OlderJournal.OLDER);
				Clients newer = Clients.start(database, Release.NEW, OlderJournal.NEWER)) {
			older.awaitStatements(100);
			newer.awaitStatements(100);
			newer.close();
			second.abort(false);
			older.awaitStatements(100);
			older.close();
			assertThat(older.failures()).isEmpty();
			assertThat(newer.failures()).isEmpty();
		}
		requireAborted(database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("journals")
	void resumesTheExpandOfAnOlderBuild(OlderJournal journal, TestDatabase database) {
		Release release = journal.restore(State.EXPANDING, database);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, Release.OLD, OlderJournal.OLDER)) {
			older.awaitStatements(100);
			requireStatus(second, MigrationPhase.EXPANDING);
			second.expand();
			try (Clients newer = Clients.start(database, Release.NEW, OlderJournal.NEWER)) {
				older.awaitStatements(100);
				newer.awaitStatements(100);
				release.requireAgreement();
				older.close();
				second.complete(false);
				newer.awaitStatements(100);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			assertThat(older.failures()).isEmpty();
		}
		requireCompleted(database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("journals")
	void abortsTheExpandOfAnOlderBuild(OlderJournal journal, TestDatabase database) {
		Release release = journal.restore(State.EXPANDING, database);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, Release.OLD, OlderJournal.OLDER)) {
			older.awaitStatements(100);
			second.abort(false);
			older.awaitStatements(100);
			older.close();
			assertThat(older.failures()).isEmpty();
		}
		requireAborted(database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("journals")
	void resumesTheCompleteOfAnOlderBuild(OlderJournal journal, TestDatabase database) {
		Release release = journal.restore(State.COMPLETING, database);
		try (VersionedSchema second = release.second();
				Clients newer = Clients.start(database, Release.NEW, OlderJournal.NEWER)) {
			newer.awaitStatements(100);
			requireStatus(second, MigrationPhase.COMPLETING);
			second.complete(false);
			newer.awaitStatements(100);
			newer.close();
			assertThat(newer.failures()).isEmpty();
		}
		requireCompleted(database);
	}

	@Test
	void sessionsAttachWhileALongTransactionHoldsUpTheUpgrade(TestDatabase database) throws Exception {
		Release release = new OlderJournal(WITHOUT_CHAINS).restore(State.EXPANDED, database);
		try (Connection reader = transaction(database, "select count(*) from versioned_schema.run");
				VersionedSchema second = release.second()) {
			CompletableFuture<Outcome> aborted = CompletableFuture.supplyAsync(() -> second.abort(false));
			long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
			while (System.nanoTime() < end) {
				attach(database, Release.OLD);
			}
			assertThat(aborted).isNotDone();
			assertThat(format(database)).isEqualTo(WITHOUT_CHAINS);
			reader.commit();
			aborted.get(1, TimeUnit.MINUTES);
		}
		assertThat(format(database)).isEqualTo(NEWEST + 1);
		requireAborted(database);
	}

	@Test
	void anUpgradeLocksOnlyTablesThatItChanges(TestDatabase database) throws SQLException {
		Release release = new OlderJournal(NEWEST).restore(State.EXPANDED, database);
		try (Connection others = transaction(database, """
				lock table versioned_schema.migration, versioned_schema.step, versioned_schema.version,
					versioned_schema.run, versioned_schema.backfill in access share mode
				""")) {
			release.run(Transition.ABORT);
			assertThat(others.isValid(5)).isTrue();
		}
		requireAborted(database);
	}

	@Test
	void anInstanceWithTheOlderBuildStartsOnAnUpgradedJournal(TestDatabase database) throws SQLException {
		OlderJournal journal = new OlderJournal(NEWEST);
		journal.restore(State.EXPANDED, database);
		OlderInstance instance = journal.starting(database);
		List<List<String>> before = instance.run();
		assertThat(before).isNotEmpty().last().asInstanceOf(LIST).isNotEmpty();
		upgrade(database);
		assertThat(instance.run()).hasSameSizeAs(before).zipSatisfy(before, instance::requireContained);
	}

	@Test
	void anInstanceWithTheOlderBuildStartsWhileThreeVersionsAreLive(TestDatabase database) throws SQLException {
		Release release = OlderJournal.release(database);
		try (VersionedSchema first = release.firstRelease();
				VersionedSchema third = release.third(OlderJournal.THIRD)) {
			first.expand();
			release.run(Transition.EXPAND);
			OlderInstance instance = new OlderJournal(WITHOUT_CHAINS).starting(database);
			List<List<String>> before = OlderInstance.withoutRun(instance.run());
			third.expand();
			assertThat(instance.run()).hasSameSizeAs(before).zipSatisfy(before, instance::requireContained);
		}
	}

	@Test
	void aLeaderWithTheOlderBuildNeitherCompletesNorAbortsWhileThreeVersionsAreLive(TestDatabase database)
			throws SQLException {
		Release release = OlderJournal.release(database);
		OlderInstance leader = new OlderJournal(WITHOUT_CHAINS).leading(database);
		try (VersionedSchema first = release.firstRelease();
				VersionedSchema third = release.third(OlderJournal.THIRD)) {
			first.expand();
			release.run(Transition.EXPAND);
			List<List<String>> before = leader.run();
			assertThat(before).isNotEqualTo(OlderInstance.withoutRun(before));
			third.expand();
			requireRefusal(leader.run());
			third.abort(false);
			assertThat(leader.run()).zipSatisfy(before, leader::requireContained);
			third.expand();
			requireRefusal(leader.run());
			third.complete(Release.NEW, false);
			assertThat(leader.run().get(0)).anyMatch(
					(run) -> run.contains("\"to_version\":\"03_third\"") && run.contains("\"phase\":\"expanded\""));
		}
	}

	/** The older build finds no run, and objects that the journal does not know. */
	private static void requireRefusal(List<List<String>> results) {
		assertThat(results).isEqualTo(OlderInstance.withoutRun(results)).last().asInstanceOf(LIST).isNotEmpty();
	}

	@Test
	void refusesAThirdVersionWhileAnOlderBuildsPlanIsUnderWay(TestDatabase database) {
		Release release = new OlderJournal(WITHOUT_CHAINS).restore(State.EXPANDED, database);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema third = release.third(OlderJournal.THIRD)) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(third::expand)
				.withMessageContainingAll("\"02_new\"", "Nothing was changed.");
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			third.complete(false);
			third.expand();
			assertThat(third.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
		}
	}

	@Test
	void anInstanceReadsTheStatusOfAnOlderJournalAndChangesNothing(TestDatabase database) {
		Release release = new OlderJournal(NEWEST).restore(State.EXPANDED, database);
		try (VersionedSchema second = release.second()) {
			assertThat(second.status().lastAction()).isNull();
			assertThat(second.status().lastBlocker()).isNull();
			assertThat(second.expand().changed()).isFalse();
		}
		assertThat(format(database)).isEqualTo(NEWEST);
	}

	@Test
	void anUpgradeDropsColumnsThatNoReleaseUses(TestDatabase database) {
		new OlderJournal(NEWEST).restore(State.EXPANDED, database);
		assertThat(columnsOfControl(database)).contains("target_batch_millis");
		upgrade(database);
		assertThat(columnsOfControl(database)).containsExactly("base_schema", "paused", "last_action", "last_blocker");
	}

	private static List<String> columnsOfControl(TestDatabase database) {
		return database.jdbc()
			.sql("""
					select attname from pg_attribute
					where attrelid = 'versioned_schema.control'::regclass and attnum > 0 and not attisdropped order by attnum
					""")
			.query(String.class)
			.list();
	}

	@Test
	void refusesToChangeAnythingUnderANewerJournal(TestDatabase database) {
		Release release = OlderJournal.release(database);
		try (VersionedSchema first = release.firstRelease();
				VersionedSchema second = release.second();
				VersionedSchema third = release.third(OlderJournal.THIRD)) {
			first.expand();
			second.expand();
			database.jdbc().sql("insert into versioned_schema.installation (format) values (1000)").update();
			CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
			List<Executable> changes = List.of(third::expand, () -> second.complete(false), () -> second.abort(false),
					() -> second.retire(null, false), second::fill);
			for (Executable change : changes) {
				assertThatExceptionOfType(RefusedException.class).isThrownBy(change::execute)
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RefusedException.Reason.NEWER_JOURNAL))
					.withMessageContainingAll("has format 1000", "Nothing was changed.", "newer library");
			}
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			assertThat(second.expand().changed()).isFalse();
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			assertThat(second.status().lastAction()).isNull();
		}
	}

	/** A call that may fail. */
	@FunctionalInterface
	private interface Executable {

		void execute();

	}

	private static void upgrade(TestDatabase database) {
		try (Leadership leadership = new Leader(database.dataSource()::getConnection, "public", LockSettings.DEFAULT)
			.tryLead(new StopSignal())
			.orElseThrow()) {
			new JournalInstallation(AttachFunctions.statements()).upgrade(leadership,
					new LockLadder(leadership, database.dataSource()::getConnection, LockSettings.DEFAULT, (event) -> {
					}));
		}
		assertThat(format(database)).as("the format after those of which there are scripts").isEqualTo(NEWEST + 1);
	}

	private static int format(TestDatabase database) {
		return database.jdbc()
			.sql("select max(format) from versioned_schema.installation")
			.query(Integer.class)
			.single();
	}

	private static Connection transaction(TestDatabase database, String sql) throws SQLException {
		Connection connection = database.dataSource().getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		return connection;
	}

	/** Waits for locks no longer than an attempt of the leader may take. */
	private static void attach(TestDatabase database, String version) throws SQLException {
		PGSimpleDataSource dataSource = database.dataSource();
		dataSource.setCurrentSchema("public_" + version + ",public");
		dataSource.setOptions("-c lock_timeout=1s");
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select versioned_schema.attach('" + version + "')");
		}
	}

	private static void requireStatus(VersionedSchema schema, MigrationPhase phase) {
		SchemaStatus status = schema.status();
		assertThat(status.phase()).isEqualTo(phase);
		assertThat(status.history()).hasSize(2);
		assertThat(status.stepsTotal()).isPositive();
		assertThat(status.progress() != null).isEqualTo(phase == MigrationPhase.EXPANDING);
	}

	private static void requireCompleted(TestDatabase database) {
		try (VersionedSchema second = OlderJournal.release(database).second()) {
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
		try (TestDatabase other = database.server().createDatabase()) {
			Release release = OlderJournal.release(other);
			try (VersionedSchema first = release.firstRelease()) {
				first.expand();
			}
			release.run(Transition.EXPAND);
			release.run(Transition.COMPLETE);
			requireEqual(database, other);
		}
	}

	private static void requireAborted(TestDatabase database) {
		try (TestDatabase other = database.server().createDatabase();
				VersionedSchema first = OlderJournal.release(other).firstRelease()) {
			first.expand();
			requireEqual(database, other);
		}
	}

	/**
	 * A dump of PostgreSQL 15 keeps neither the names of the columns of an index nor
	 * those of NOT NULL constraints, which later servers have.
	 */
	private static void requireEqual(TestDatabase database, TestDatabase other) {
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(CatalogueSnapshot.of(other, "public")))
			.filteredOn((line) -> !line.contains(" column | public.by_email ") && !line.contains(" | NOT NULL "))
			.isEmpty();
	}

}

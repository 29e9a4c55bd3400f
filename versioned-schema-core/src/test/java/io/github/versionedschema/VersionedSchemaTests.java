package io.github.versionedschema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static io.github.versionedschema.HandPlanner.migration;
import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@PostgresTest
class VersionedSchemaTests {

	final HandPlanner planner = new HandPlanner();

	final List<TransitionEvent> events = new CopyOnWriteArrayList<>();

	TestDatabase database;

	@BeforeEach
	void rememberDatabase(TestDatabase database) {
		this.database = database;
	}

	VersionedSchema schema(String... migrations) {
		return schema(Stream.of(migrations).map(HandPlanner::migration).toList());
	}

	VersionedSchema schema(List<Migration> migrations) {
		VersionedSchemaSettings defaults = VersionedSchemaSettings.of("public");
		String role = (this.role != null) ? this.role : "nobody_connects_as_this";
		VersionedSchemaSettings settings = new VersionedSchemaSettings("public", null, role, defaults.lockTimeout(), 3,
				defaults.batchTime(), defaults.forceTimeout(), defaults.longestOutage(), defaults.tombstoneRetention(),
				"here", "1.0", this.safeguards);
		return VersionedSchema.builder(settings, this.database.dataSource()::getConnection, () -> migrations)
			.planner(this.planner)
			.listener(this.events::add)
			.build();
	}

	String role;

	VersionedSchemaSettings.Safeguards safeguards = VersionedSchemaSettings.Safeguards.DEFAULT;

	/** Keeps failed expands instead of undoing them. */
	void keepFailedExpands() {
		this.safeguards = this.safeguards.keepingFailedExpands();
	}

	Connection attach(String version) throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setCurrentSchema("public_" + version + ",public");
		Connection connection = dataSource.getConnection();
		try (var statement = connection.prepareStatement("select versioned_schema.attach(?)")) {
			statement.setString(1, version);
			statement.execute();
		}
		return connection;
	}

	void execute(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	List<String> columns() {
		return this.database.jdbc().sql("""
				select column_name from information_schema.columns
				where table_schema = 'public' and table_name = 't' order by ordinal_position
				""").query(String.class).list();
	}

	@Nested
	class EmptyDatabase {

		@Test
		void getsEveryMigrationDirectlyAndOnlyTheLastVersion() {
			VersionedSchema schema = schema("01_a", "02_b", "03_c");
			assertThat(schema.usableSchema()).isNull();
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
			assertThat(schema.expand().changed()).isTrue();
			assertThat(schema.usableSchema()).isEqualTo("public_03_c");
			assertThat(schema.expand().changed()).isFalse();
			assertThat(VersionedSchemaTests.this.planner.direct).containsExactly(true, true, true);
			assertThat(columns()).containsExactly("id", "01_a", "02_b", "03_c");
			assertThat(schema.status().versions()).extracting(VersionStatus::name, VersionStatus::state)
				.containsExactly(tuple("01_a", VersionState.RETIRED), tuple("02_b", VersionState.RETIRED),
						tuple("03_c", VersionState.LIVE));
			assertThat(VersionedSchemaTests.this.database.jdbc()
				.sql("select nspname from pg_namespace where nspname like 'public_%'")
				.query(String.class)
				.list()).containsExactly("public_03_c");
		}

		@Test
		void goesOnDirectlyAfterAFailure() {
			VersionedSchemaTests.this.planner.further
				.add(step("fail", Phase.CONTRACT, sql("select 1 / count(*) from allowed")));
			execute("create view allowed as select 1 where false");
			VersionedSchema schema = schema("01_a", "02_b");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand);
			assertThat(schema.usableSchema()).isNull();
			execute("create or replace view allowed as select 1");
			schema("01_a", "02_b").expand();
			assertThat(schema.usableSchema()).isEqualTo("public_02_b");
			assertThat(VersionedSchemaTests.this.planner.direct).containsExactly(true, true);
		}

	}

	@Nested
	class DatabaseThatDidNotStayEmpty {

		@Test
		void isNotFilledDirectlyAfterAnUndoneStart() {
			VersionedSchemaTests.this.planner.further
				.add(step("wrong", Phase.EXPAND, sql("alter table missing add column a int")));
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema("01_a")::expand);
			VersionedSchemaTests.this.planner.further.clear();
			execute("create table t (id int primary key)");
			schema("01_a").expand();
			assertThat(VersionedSchemaTests.this.planner.direct).containsExactly(true, false);
		}

	}

	@Nested
	class LiveDatabase {

		@BeforeEach
		void createTable() {
			execute("create table t (id int primary key)");
		}

		@Test
		void theHistorySaysByWhomWhenAndHow() {
			try (VersionedSchema first = schema("01_a")) {
				first.expand();
				first.complete(false);
			}
			VersionedSchema second = schema("01_a", "02_b");
			second.expand();
			second.abort(false);
			second.expand();
			assertThat(second.status().history()).extracting(HistoryEntry::migration, HistoryEntry::outcome)
				.containsExactly(tuple("01_a", "completed"), tuple("02_b", "aborted"), tuple("02_b", "expanded"));
			assertThat(second.status().history()).allSatisfy((entry) -> {
				assertThat(entry.role()).isEqualTo("postgres");
				assertThat(entry.host()).isNotEmpty();
				assertThat(entry.checksum()).isNotEmpty();
			});
			assertThat(second.status().history().get(0)).satisfies((entry) -> {
				assertThat(entry.finishedAt()).isAfter(entry.startedAt());
				assertThat(entry.expandSeconds()).isPositive();
			});
		}

		@Test
		void aJournalOfAnOlderReleaseIsRead() {
			VersionedSchema first = schema("01_a");
			first.expand();
			execute("alter table versioned_schema.migration drop role");
			execute("alter table versioned_schema.run drop role");
			execute("update versioned_schema.installation set format = 3");
			assertThat(first.status().history()).singleElement().extracting(HistoryEntry::role).isNull();
			first.complete(false);
			VersionedSchema second = schema("01_a", "02_b");
			second.expand();
			assertThat(second.status().history()).extracting(HistoryEntry::role).containsExactly(null, "postgres");
		}

		@Test
		void goesThroughExpandAndComplete() throws SQLException {
			VersionedSchema first = schema("01_a");
			first.expand();
			assertThat(first.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			assertThat(first.status().versions()).extracting(VersionStatus::name).containsExactly("", "01_a");
			assertThat(first.complete(false).changed()).isTrue();
			assertThat(first.complete(false).changed()).isFalse();
			VersionedSchema second = schema("01_a", "02_b");
			second.expand();
			assertThat(first.isUsable()).isTrue();
			assertThat(second.isUsable()).isTrue();
			try (Connection old = attach("01_a")) {
				assertThat(second.status().versions().get(0).sessions()).hasSize(1);
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.complete(false))
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SESSIONS_ATTACHED));
				assertThat(old.isValid(5)).isTrue();
			}
			second.complete(true);
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.STEADY);
			assertThat(first.isUsable()).isFalse();
			assertThatExceptionOfType(RefusedException.class).isThrownBy(first::expand)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.RETIRED))
				.withMessageContaining("02_b");
			assertThat(VersionedSchemaTests.this.events).hasAtLeastOneElementOfType(TransitionEvent.Completed.class);
		}

		@Test
		void isAsBeforeAfterAbort() {
			VersionedSchema schema = schema("01_a");
			schema.expand();
			assertThat(schema.abort(false).changed()).isTrue();
			assertThat(schema.abort(false).changed()).isFalse();
			assertThat(columns()).containsExactly("id");
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
			assertThat(schema.status().pending()).containsExactly("01_a");
			schema.expand();
			assertThat(columns()).containsExactly("id", "01_a");
		}

		@Test
		void letsAThirdVersionLiveBesideTwo() {
			schema("01_a").expand();
			schema("01_a", "02_b").expand();
			assertThat(columns()).containsExactly("id", "01_a", "02_b");
			schema("01_a", "02_b").abort(false);
			assertThat(columns()).containsExactly("id", "01_a");
		}

		@Test
		void undoesAnExpandThatCannotWork() {
			VersionedSchemaTests.this.planner.further
				.add(step("wrong", Phase.EXPAND, sql("alter table missing add column a int")));
			VersionedSchema schema = schema("01_a");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand)
				.withMessageContaining("nothing remains changed");
			assertThat(columns()).containsExactly("id");
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
		}

		@Test
		void keepsWhatWasDoneWhenALaterStepFailsAndGoesOnFromThereIfThatIsWanted() {
			keepFailedExpands();
			VersionedSchemaTests.this.planner.further
				.add(step("late", Phase.BUILD, new Action.UserSql("alter table later add column a int")));
			VersionedSchema schema = schema("01_a");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand)
				.withMessageContaining("kept");
			SchemaStatus status = schema.status();
			assertThat(status.phase()).isEqualTo(MigrationPhase.EXPANDING);
			assertThat(status.error()).contains("relation \"later\" does not exist");
			assertThat(status.step()).isEqualTo("step late");
			assertThat(status.stepsDone()).isEqualTo(1);
			execute("create table later ()");
			schema.expand();
			assertThat(schema.isUsable()).isTrue();
			assertThat(schema.status().error()).isNull();
		}

		@Test
		void undoesWhatWasDoneWhenALaterStepWouldFailAgain() {
			VersionedSchemaTests.this.planner.further
				.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
			VersionedSchema schema = schema("01_a");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand)
				.withMessageContaining("was undone");
			assertThat(columns()).containsExactly("id");
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.UNTOUCHED);
		}

		@Test
		void replacesAnUnpublishedRunWhoseFilesWereChanged() {
			keepFailedExpands();
			VersionedSchemaTests.this.planner.further
				.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema("01_a")::expand);
			VersionedSchemaTests.this.planner.further.clear();
			schema(List.of(migration("01_a", "another checksum"), migration("02_b"))).expand();
			assertThat(columns()).containsExactly("id", "01_a", "02_b");
		}

		@Test
		void refusesRowsThatTheNewVersionDoesNotAllowBeforeAnythingChanges() {
			VersionedSchemaTests.this.planner.further.add(step("count", Phase.CHECK, new Action.Count("t_positive",
					"id must be positive", "select count(*) from t where id < 0", "select * from t where id < 0")));
			execute("insert into t values (-1), (1)");
			assertThatExceptionOfType(RefusedException.class).isThrownBy(schema("01_a")::expand)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.VIOLATIONS))
				.withMessageContaining("t_positive: id must be positive (1 row), for example {\"id\": -1}");
			assertThat(VersionedSchemaTests.this.database.jdbc()
				.sql("select to_regnamespace('versioned_schema') is null")
				.query(Boolean.class)
				.single()).isTrue();
		}

		@Test
		void refusesToCompleteWhileRowsViolateTheNewVersion() {
			VersionedSchemaTests.this.planner.further.add(step("count", Phase.VERIFY, new Action.Count("t_positive",
					"id must be positive", "select count(*) from t where id < 0", "select * from t where id < 0")));
			VersionedSchema schema = schema("01_a");
			schema.expand();
			execute("insert into t values (-1)");
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema.complete(false))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.VIOLATIONS));
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			execute("delete from t");
			assertThat(schema.complete(false).changed()).isTrue();
		}

		@Test
		void keepsAnOldReleaseWorkingWhileANewerOneIsInTheHistory() {
			schema("01_a").expand();
			schema("01_a").complete(false);
			schema("01_a", "02_b").expand();
			assertThat(schema("01_a").expand().changed()).isFalse();
			assertThat(schema("01_a").plan()).isNull();
		}

		@Test
		void refusesFilesThatContradictTheHistory() {
			schema("01_a", "02_b").expand();
			schema("01_a", "02_b").complete(false);
			assertThatExceptionOfType(InvalidPlanException.class)
				.isThrownBy(() -> schema(
						List.of(migration("01_a", "changed"), migration("01_b"), migration("02_b"), migration("03_c")))
					.expand())
				.satisfies((ex) -> assertThat(ex.findings()).hasSize(2))
				.withMessageContaining("checksum was checksum of 01_a and is now changed")
				.withMessageContaining("01_b.yaml stands before 02_b.yaml");
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> schema("01_a", "02_x").expand())
				.withMessageContaining("(02_b)")
				.withMessageContaining("(02_x.yaml)");
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema("01_a").expand())
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.RETIRED))
				.withMessageContaining("together with later ones");
		}

		@Test
		void keepsWhatClientsMadeInAVersionThatIsAborted() throws SQLException {
			VersionedSchemaTests.this.planner.views.add("\"my \"\"view\"\"\"");
			VersionedSchema schema = schema("01_a");
			schema.expand();
			try (Connection client = attach("01_a"); var statement = client.createStatement()) {
				statement.execute("create table made_by_client (a int)");
				statement.execute("create view view_by_client as select * from made_by_client");
			}
			schema.abort(false);
			assertThat(VersionedSchemaTests.this.database.jdbc()
				.sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')")
				.query(String.class)
				.list()).containsExactlyInAnyOrder("t", "made_by_client", "view_by_client");
		}

		@Test
		void tellsHowFarABackfillIs() {
			keepFailedExpands();
			execute("insert into t select generate_series(1, 500)");
			execute("analyze t");
			VersionedSchemaTests.this.planner.further.add(step("fill", Phase.BACKFILL,
					new Action.Backfill("public", "t", "\"01_a\" = id", null, List.of("01_a"))));
			VersionedSchemaTests.this.planner.further
				.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
			VersionedSchema schema = schema("01_a");
			assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::pause);
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand);
			schema.pause();
			SchemaStatus status = schema.status();
			assertThat(status.paused()).isTrue();
			assertThat(status.progress()).isNotNull().satisfies((progress) -> {
				assertThat(progress.table()).isEqualTo("t");
				assertThat(progress.rows()).isEqualTo(500);
				assertThat(progress.total()).isEqualTo(500);
				assertThat(progress.percent()).isEqualTo(100);
			});
			assertThat(status.next()).contains("expand again");
			schema.resume();
			assertThat(schema.status().paused()).isFalse();
		}

		@Test
		void recordsABaseline() throws SQLException {
			VersionedSchema schema = schema("01_a", "02_b");
			assertThat(schema.baseline("01_a").changed()).isTrue();
			assertThat(schema.baseline("01_a").changed()).isFalse();
			assertThat(schema.status().pending()).containsExactly("02_b");
			attach("01_a").close();
			schema.expand();
			assertThat(columns()).containsExactly("id", "02_b");
		}

		@Test
		void givesDistinctSchemasToVersionsWhoseNamesBeginAlike() {
			String start = "01_" + "x".repeat(60);
			VersionedSchema one = schema(start + "_one");
			one.expand();
			one.complete(false);
			VersionedSchema two = schema(start + "_one", start + "_two");
			two.expand();
			assertThat(one.usableSchema()).isNotNull().isNotEqualTo(two.usableSchema());
			assertThat(VersionedSchemaTests.this.database.jdbc()
				.sql("select to_regnamespace(quote_ident(?)) is not null")
				.params(two.usableSchema())
				.query(Boolean.class)
				.single()).isTrue();
		}

		@Test
		void completesThePastOnlyWhenNoUnattachedSessionOfTheApplicationIsLeft() throws SQLException {
			VersionedSchemaTests.this.role = VersionedSchemaTests.this.database.createRole();
			VersionedSchema schema = schema("01_a");
			schema.expand();
			String name = VersionedSchemaTests.this.role;
			try (Connection old = VersionedSchemaTests.this.database.dataSource(name, name).getConnection()) {
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema.complete(false))
					.withMessageContaining(name);
				assertThat(old.isValid(5)).isTrue();
			}
			assertThat(schema.complete(true).changed()).isTrue();
		}

	}

}

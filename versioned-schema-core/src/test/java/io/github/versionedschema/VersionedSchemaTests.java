package io.github.versionedschema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.HandPlanner.migration;
import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests the transitions of a database in use, with hand-written plans.
 */
@PostgresTest
class VersionedSchemaTests extends FacadeTests {

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
		assertThat(this.events).hasAtLeastOneElementOfType(TransitionEvent.Completed.class);
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
	void keepsAnOldReleaseWorkingWhileANewerOneIsInTheHistory() {
		schema("01_a").expand();
		schema("01_a").complete(false);
		schema("01_a", "02_b").expand();
		assertThat(schema("01_a").expand().changed()).isFalse();
		assertThat(schema("01_a").plan()).isNull();
	}

	@Test
	void keepsWhatClientsMadeInAVersionThatIsAborted() throws SQLException {
		VersionedSchema schema = schema("01_a");
		schema.expand();
		try (Connection client = attach("01_a"); var statement = client.createStatement()) {
			statement.execute("create table made_by_client (a int)");
			statement.execute("create view view_by_client as select * from made_by_client");
		}
		schema.abort(false);
		assertThat(this.database.jdbc()
			.sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("t", "made_by_client", "view_by_client");
	}

	@Test
	void tellsHowFarABackfillIs() {
		keepFailedExpands();
		execute("insert into t select generate_series(1, 500)");
		execute("analyze t");
		this.planner.further.add(step("fill", Phase.BACKFILL,
				new Action.Backfill("public", "t", "\"01_a\" = id", null, List.of("01_a"))));
		this.planner.further.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
		VersionedSchema schema = schema("01_a");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::pause);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand);
		assertThat(schema.pause())
			.isEqualTo(Outcome.done("The backfill pauses at its next batch, until it is resumed."));
		SchemaStatus status = schema.status();
		assertThat(status.paused()).isTrue();
		assertThat(status.progress()).isNotNull().satisfies((progress) -> {
			assertThat(progress.table()).isEqualTo("t");
			assertThat(progress.rows()).isEqualTo(500);
			assertThat(progress.total()).isEqualTo(500);
			assertThat(progress.percent()).isEqualTo(100);
		});
		assertThat(status.next()).contains("expand again");
		assertThat(schema.resume()).isEqualTo(Outcome.done("The backfill continues."));
		assertThat(schema.status().paused()).isFalse();
		assertThat(schema.resume()).isEqualTo(Outcome.nothing("The backfill is not paused."));
	}

	@Test
	void aPauseWithoutABackfillSaysSo() {
		VersionedSchema schema = schema("01_a");
		schema.expand();
		assertThat(schema.pause().message()).startsWith("No backfill is running.");
		assertThat(schema.resume()).isEqualTo(Outcome.done("The pause has ended. No backfill is running."));
	}

	@Test
	void aPauseEndsWithItsMigration() {
		keepFailedExpands();
		this.planner.further.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
		VersionedSchema schema = schema("01_a");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(schema::expand);
		schema.pause();
		schema.abort(false);
		assertThat(schema.status().paused()).isFalse();
		assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::pause)
			.withMessageContaining("No migration is under way");
		schema.resume();
	}

	@Test
	void aMigrationDoesNotBeginPaused() {
		try (VersionedSchema first = schema("01_a")) {
			first.expand();
			first.complete(false);
		}
		execute("update versioned_schema.control set paused = true where base_schema = 'public'");
		this.planner.further.add(step("fill", Phase.BACKFILL,
				new Action.Backfill("public", "t", "\"02_b\" = id", null, List.of("02_b"))));
		VersionedSchema second = schema("01_a", "02_b");
		assertThat(CompletableFuture.supplyAsync(second::expand)).succeedsWithin(Duration.ofMinutes(1));
		assertThat(second.status().paused()).isFalse();
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
		assertThat(this.database.jdbc()
			.sql("select to_regnamespace(quote_ident(?)) is not null")
			.params(two.usableSchema())
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void completesThePastOnlyWhenNoUnattachedSessionOfTheApplicationIsLeft() throws SQLException {
		this.role = this.database.createRole();
		VersionedSchema schema = schema("01_a");
		schema.expand();
		String name = this.role;
		try (Connection old = this.database.dataSource(name, name).getConnection()) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema.complete(false))
				.withMessageContaining(name);
			assertThat(old.isValid(5)).isTrue();
		}
		assertThat(schema.complete(true).changed()).isTrue();
	}

}

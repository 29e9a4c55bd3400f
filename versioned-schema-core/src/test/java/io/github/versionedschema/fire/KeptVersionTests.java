package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
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

/**
 * Tests a retired and kept version: no session can attach to it, and it can be made live
 * again without loss of rows or values until it is removed.
 */
@PostgresTest
@Tag("thorough")
class KeptVersionTests {

	static final Change CONVERT = new Change("convert",
			"create table t (id int primary key, a int); insert into t select n, n from generate_series(1, 60) n", """
					- alter_column: {table: t, column: a, type: text, up: "'n' || a", down: "substr(a, 2)::int"}
					- rename_column: {table: t, from: a, to: b}
					""", List.of("select a from t where id = ?", "update t set a = a + 1 where id = ?"),
			List.of("select b from t where id = ?", "update t set b = 'n' || (substr(b, 2)::int + 1) where id = ?",
					"insert into t (id, b) values (1000 + ?, 'n5') on conflict (id) do update set b = excluded.b"));

	/** Returns a change for each way in which versions differ. */
	static Stream<Change> changes() {
		return Change.named("drop table", "widen a referenced identity", "replace a unique key", "split a name");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changes")
	void comesBackUnderFireWithEverythingThatWasWritten(Change change, TestDatabase database) {
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			Clients older = Clients.start(database, Release.OLD, change.older());
			second.expand();
			try (Clients newer = Clients.start(database, Release.NEW, change.newer())) {
				older.awaitStatements(50);
				older.close();
				second.retire(false);
				newer.awaitStatements(200);
				second.revert();
				try (Clients again = Clients.start(database, Release.OLD, change.older())) {
					again.awaitStatements(100);
					newer.awaitStatements(100);
					again.close();
					assertThat(again.failures()).isEmpty();
				}
				release.requireAgreement();
				second.retire(false);
				newer.awaitStatements(50);
				second.contract(false);
				newer.awaitStatements(50);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			assertThat(older.failures()).isEmpty();
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
	}

	@Test
	void isWhatCompleteMakesInTheEnd(TestDatabase database) {
		Release release = Release.installed(database, CONVERT);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			second.expand();
			CatalogueSnapshot expanded = CatalogueSnapshot.of(database, "public");
			second.retire(false);
			second.revert();
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(expanded);
			second.abort(false);
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			second.expand();
			second.complete(false);
		}
		CatalogueSnapshot completed = CatalogueSnapshot.of(database, "public");
		try (TestDatabase other = database.server().createDatabase();
				VersionedSchema second = Release.installed(other, CONVERT).second()) {
			second.expand();
			second.retire(false);
			second.complete(false);
			assertThat(CatalogueSnapshot.of(other, "public")).isEqualTo(completed);
		}
	}

	@Test
	void givesTheOlderApplicationWhatTheNewerOneWrote(TestDatabase database) throws SQLException {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.retire(false);
			try (Connection newer = attached(database, Release.NEW)) {
				newer.createStatement().execute("update t set b = 'n777' where id = 1");
				newer.createStatement().execute("insert into t values (99, 'n99')");
				newer.createStatement().execute("delete from t where id = 2");
			}
			second.revert();
		}
		try (Connection older = attached(database, Release.OLD)) {
			assertThat(values(older)).containsExactly("1=777", "99=99");
		}
	}

	@Test
	void lastsAsLongAsSomebodyIsAttached(TestDatabase database) throws SQLException {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
			try (Connection older = attached(database, Release.OLD)) {
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.retire(false))
					.withMessageContaining("Version \"01_old\" is still in use")
					.satisfies((ex) -> assertThat(ex.details()).hasSize(1));
				assertThat(older.isValid(5)).isTrue();
				second.retire(true);
				assertThat(older.isValid(5)).isFalse();
			}
		}
	}

	@Test
	void refusesWhoWantsToAttachAndSaysWhatToDo(TestDatabase database) {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second(); VersionedSchema first = release.firstRelease()) {
			second.expand();
			second.retire(false);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> attached(database, Release.OLD).close())
				.withMessageContainingAll("version \"01_old\" of schema \"public\" was retired",
						"Everything that it needs is kept", "Or revert")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("VS002"));
			assertThatExceptionOfType(RefusedException.class).isThrownBy(first::expand)
				.withMessageContainingAll("was retired at", "is kept", "Revert, which makes it live again",
						"\"02_new\"")
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.RETIRED));
			second.contract(false);
			assertThatExceptionOfType(RefusedException.class).isThrownBy(first::expand)
				.withMessageContaining("can never be used again");
		}
	}

	@Test
	void isToldByTheStatus(TestDatabase database) {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.retire(false);
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.KEPT);
			assertThat(second.status().versions()).extracting(VersionStatus::state)
				.containsExactly(VersionState.KEPT, VersionState.LIVE);
			assertThat(second.status().next()).contains("Contract", "revert");
			assertThat(second.verify()).isNotEmpty();
			second.revert();
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			assertThat(second.status().versions()).extracting(VersionStatus::state)
				.containsExactly(VersionState.LIVE, VersionState.LIVE);
		}
	}

	@Test
	void takesTransitionsOnlyInAnOrderThatMakesSense(TestDatabase database) {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second()) {
			assertThat(List.of(second.retire(false), second.revert(), second.contract(false)))
				.noneMatch(Outcome::changed);
			second.expand();
			assertThat(second.revert().changed()).isFalse();
			assertRefused(() -> second.contract(false), "cannot be contracted while it is expanded");
			second.retire(false);
			assertThat(second.retire(false).changed()).isFalse();
			assertRefused(() -> second.abort(false), "cannot be aborted while it is kept", "contract or revert first");
			assertThat(second.complete(false).changed()).isTrue();
		}
	}

	@Test
	void isRefusedForRowsThatWouldKeepCompleteFromRunning(TestDatabase database) {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
			database.jdbc().sql("alter table t disable trigger user").update();
			database.jdbc().sql("insert into t (id, a) values (500, 5)").update();
			database.jdbc().sql("alter table t enable trigger user").update();
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.retire(false))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.VIOLATIONS));
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
		}
	}

	@Test
	void looksAgainAtRowsBeforeItGoesForGood(TestDatabase database) {
		Release release = Release.installed(database, CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.retire(false);
			database.jdbc().sql("alter table t disable trigger user").update();
			database.jdbc().sql("insert into t (id, a) values (500, 5)").update();
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.contract(false));
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.KEPT);
			second.fill();
			second.contract(false);
		}
	}

	@Test
	void mayBeTheStateBeforeTheFirstMigration(TestDatabase database) {
		database.jdbc().sql("create table t (id int primary key, a int)").update();
		Release release = Release.adopting(database, "- rename_column: {table: t, from: a, to: b}");
		try (VersionedSchema first = release.firstRelease()) {
			try (Clients old = Clients.startUnversioned(database,
					List.of("insert into t (a, id) values (1, ?) on conflict do nothing"))) {
				first.expand();
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> first.retire(false))
					.withMessageContaining("state before the first migration is still in use");
				assertThat(old.failures()).isEmpty();
			}
			assertThat(first.retire(false).message()).startsWith("The state before the first migration is retired");
			assertThat(first.status().versions()).extracting(VersionStatus::state)
				.containsExactly(VersionState.KEPT, VersionState.LIVE);
			try (Clients old = Clients.startUnversioned(database, List.of("select a from t where id = ?"))) {
				old.awaitStatements(10);
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> first.contract(false))
					.withMessageContaining("state before the first migration is still in use");
			}
			first.revert();
			assertThat(first.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			assertThat(first.complete(false).changed()).isTrue();
		}
	}

	private static void assertRefused(Runnable transition, String... texts) {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(transition::run)
			.withMessageContainingAll(texts)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.WRONG_PHASE));
	}

	private static List<String> values(Connection connection) throws SQLException {
		try (ResultSet rows = connection.createStatement()
			.executeQuery("select id || '=' || a from t where id in (1, 2, 99) order by id")) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

	private static Connection attached(TestDatabase database, String version) throws SQLException {
		PGSimpleDataSource source = database.dataSource();
		source.setCurrentSchema("\"public_" + version + "\",public");
		Connection connection = source.getConnection();
		try {
			connection.createStatement().execute("select versioned_schema.attach('" + version + "')");
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

}

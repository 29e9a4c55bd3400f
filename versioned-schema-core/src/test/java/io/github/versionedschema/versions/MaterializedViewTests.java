package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests that materialized views that use a replaced column are filled beside the old ones
 * when complete begins, and only change places with them while tables are locked.
 */
@PostgresTest
@Tag("thorough")
class MaterializedViewTests {

	private static final String GIVEN = """
			create table t (id int primary key, a int);
			insert into t select n, n from generate_series(1, 10) n;
			create materialized view m as select id, a from t;
			create unique index m_id on m (id);
			create view v as select a from m where id > 5;
			create materialized view total as select sum(a) as a from v;
			""";

	private static final String TWICE = "- alter_column: {table: t, column: a, up: a * 2, down: a / 2}\n";

	@Test
	void showValuesOfTheOlderVersionUntilCompleteAndAllRowsAfterwards(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(TWICE);
		execute(database, "insert into t (id, a) values (11, 11); refresh materialized view m");
		assertThat(values(database, "select sum(a) from m")).containsExactly("66");
		execute(database, "insert into t (id, a) values (12, 12)");
		releases.complete();
		assertThat(values(database, "select sum(a) from m")).containsExactly("156");
		assertThat(values(database, "select a from total")).containsExactly("126");
		assertThat(copies(database)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh materialized view m", "refresh materialized view concurrently m" })
	void areNeverOlderThanTheLastRefreshOfAClient(String refresh, TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(TWICE);
		AtomicInteger id = new AtomicInteger(100);
		List<String> steps = List.of("refresh.t", "contract.t");
		Consumer<Checkpoint> client = (now) -> {
			if (steps.contains(now.step()) && id.get() < 106) {
				execute(database, "insert into t (id, a) values (%d, 1)".formatted(id.incrementAndGet()));
				execute(database, refresh);
			}
		};
		try (VersionedSchema newest = releases.newest(client)) {
			newest.complete(false);
		}
		assertThat(id).hasValue(106);
		assertThat(values(database, "select id from m where id > 100")).hasSize(6);
	}

	@Test
	void whatClientsChangeWhileTheyAreFilledIsKept(TestDatabase database) {
		String role = database.createRole();
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(TWICE);
		Consumer<Checkpoint> client = (now) -> {
			if (now.equals(Checkpoint.endOf("refresh.t"))) {
				execute(database, """
						create or replace view v as select a from m where id > 8;
						create index m_a on m (a);
						comment on materialized view m is 'all';
						grant select on total to %s;
						create view later as select a from v;
						create materialized view latest as select a from later;
						drop index m_id;
						""".formatted(role));
			}
		};
		try (VersionedSchema newest = releases.newest(client)) {
			newest.complete(false);
		}
		assertThat(values(database, "select a from total")).containsExactly("38");
		assertThat(values(database, "select a from latest order by a")).containsExactly("18", "20");
		assertThat(values(database, "select indexname from pg_indexes where tablename = 'm'")).containsExactly("m_a");
		assertThat(values(database, "select obj_description('m'::regclass)")).containsExactly("all");
		assertThat(values(database, "select has_table_privilege('%s', 'total', 'select')".formatted(role)))
			.containsExactly("t");
		assertThat(copies(database)).isEmpty();
	}

	@Test
	void completeSaysWhichOneIsRefreshedAllTheTimeAndResumes(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(TWICE);
		Consumer<Checkpoint> client = (now) -> {
			if (now.step().equals("contract.t")) {
				execute(database, "refresh materialized view m");
			}
		};
		try (VersionedSchema newest = releases.newest(client)) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> newest.complete(false))
				.withMessageContainingAll("public.m was refreshed or changed while its successor was filled",
						"Refresh it less often until complete is done.", "complete again");
		}
		assertThat(values(database, "select sum(a) from m")).containsExactly("55");
		releases.complete();
		assertThat(values(database, "select sum(a) from m")).containsExactly("110");
		assertThat(copies(database)).isEmpty();
	}

	@Test
	void completeIsRefusedIfOneCannotBeFilledAndLeavesNothing(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN + "create unique index m_a on m (a);");
		CatalogueSnapshot installed = CatalogueSnapshot.of(database, "public");
		releases.expand("- alter_column: {table: t, column: a, up: a / 2, down: a * 2}");
		CatalogueSnapshot expanded = CatalogueSnapshot.of(database, "public");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(releases::complete)
			.withMessageContainingAll("fill materialized views that use the new columns of t",
					"could not create unique index", "is still live. Fix the cause and complete again, or abort.");
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(expanded)).isEmpty();
		releases.abort();
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(installed)).isEmpty();
	}

	@Test
	void abortDropsThemIfTheLeaderDiedWhileTheyWereFilled(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		CatalogueSnapshot installed = CatalogueSnapshot.of(database, "public");
		for (int statement = 1; statement < 8; statement++) {
			Checkpoint death = new Checkpoint("refresh.t", statement);
			releases.expand(TWICE);
			try (VersionedSchema newest = releases.newest((now) -> {
				if (now.equals(death)) {
					terminate(database);
				}
			})) {
				assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> newest.complete(false));
			}
			assertThat(copies(database)).hasSize((statement <= 2) ? 0 : 4);
			releases.abort();
			assertThat(CatalogueSnapshot.of(database, "public").changesSince(installed)).isEmpty();
		}
	}

	@Test
	void anotherVersionCanFollowWhileTheyAreFilledAndTheLeaderIsDead(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(TWICE);
		try (VersionedSchema newest = releases.newest((now) -> {
			if (now.equals(new Checkpoint("refresh.t", 5))) {
				terminate(database);
			}
		})) {
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> newest.complete(false));
		}
		releases.expand("- alter_column: {table: t, column: a, up: a + 1, down: a - 1}");
		releases.completeTo("v2");
		assertThat(values(database, "select a from m where id = 10")).containsExactly("20");
		releases.complete();
		assertThat(values(database, "select a from m where id = 10")).containsExactly("21");
		assertThat(copies(database)).isEmpty();
	}

	@Test
	void oneThatReadsSeveralChangedTablesFollowsAllOfThem(TestDatabase database) {
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, a int);
				create table s (id int primary key, a int);
				create view pairs as select id, t.a, s.a as b from t join s using (id);
				create view of_t as select id, a from t;
				create materialized view m as select pairs.*, of_t.a as c from pairs join of_t using (id);
				insert into t select n, n from generate_series(1, 10) n;
				insert into s select n, n from generate_series(1, 10) n;
				refresh materialized view m;
				""");
		String change = TWICE + TWICE.replace("table: t", "table: s") + "- rename_table: {from: s, to: r}\n";
		releases.expand(change);
		releases.complete();
		assertThat(values(database, "select a || ' ' || b || ' ' || c from m where id = 10"))
			.containsExactly("20 20 20");
		assertThat(copies(database)).isEmpty();
	}

	@Test
	void areFilledAsTheirOwnersAndWithFunctionsOfTheNewerVersion(TestDatabase database) {
		String role = database.createRole();
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, a int);
				insert into t select n, n from generate_series(1, 10) n;
				create function a_of(i int) returns int language sql stable return (select a from t where id = i);
				create function who() returns text language sql stable as 'select current_user::text';
				grant create on schema public to %1$s;
				grant select on t to %1$s;
				create materialized view m as select id, a, public.a_of(id) as same, public.who() as who from t;
				alter materialized view m owner to %1$s;
				""".formatted(role));
		releases.expand(TWICE);
		releases.complete();
		assertThat(values(database, "select a || ' ' || same || ' ' || who from m where id = 10"))
			.containsExactly("20 20 " + role);
	}

	@Test
	void thoseThatWereCreatedSinceExpandFollowOthersOrAreNamed(TestDatabase database) {
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, a int);
				create view v as select a from t;
				""");
		releases.expand(TWICE);
		execute(database, "create materialized view m as select a from v");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(releases::complete)
			.withMessageContaining("materialized view public.m uses it and was created since expand");
		execute(database, "drop materialized view m; create materialized view m as select a from t");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(releases::complete)
			.withMessageContaining("view m");
		execute(database, "drop materialized view m");
		releases.complete();
		execute(database, "create materialized view m as select a from v");
		releases.expand(TWICE);
		execute(database, "create materialized view later as select a from t");
		releases.complete();
		assertThat(copies(database)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh.t", "contract.t" })
	void completeWaitsForReaders(String step, TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(TWICE);
		AtomicInteger blocked = new AtomicInteger();
		try (Connection reader = releases.attached("v2"); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			TransitionListener listener = (event) -> {
				if (event instanceof StepStarted started && started.step().equals(step)) {
					unchecked(() -> statement.execute("select * from total"));
				}
				else if (event instanceof Blocked && blocked.incrementAndGet() == 2) {
					unchecked(reader::rollback);
				}
			};
			try (VersionedSchema newest = releases.listening(listener)) {
				newest.complete(false);
			}
		}
		assertThat(blocked).hasValueGreaterThan(1);
		assertThat(values(database, "select sum(a) from m")).containsExactly("110");
	}

	private static List<String> copies(TestDatabase database) {
		return values(database,
				"select relname from pg_class where relname like '\\_vs%' and relkind in ('v', 'm', 'i')");
	}

	private static List<String> values(TestDatabase database, String query) {
		return database.jdbc().sql(query).query(String.class).list();
	}

	private static void execute(TestDatabase database, String sql) {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void unchecked(ThrowingCallable call) {
		assertThatNoException().isThrownBy(call);
	}

	private static void terminate(TestDatabase database) {
		database.jdbc().sql("""
				select pg_terminate_backend(pid, 5000) from pg_stat_activity
				where application_name = ? and datname = current_database()
				""").param(Leader.APPLICATION_NAME).query().listOfRows();
	}

}

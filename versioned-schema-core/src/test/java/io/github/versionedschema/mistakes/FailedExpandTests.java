package io.github.versionedschema.mistakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.kills.DeathOfTheConnection;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a version does not affect clients of the old version until it is published,
 * even if values cannot be computed and the expand fails.
 */
@PostgresTest
class FailedExpandTests {

	private static final String TABLE = """
			create table t (id int generated always as identity primary key, v text, n int not null default 1);
			insert into t (v) select 'v' || n from generate_series(1, 60) n;
			create table other (id int primary key, v text unique);
			insert into other select id, upper(v) from t;
			create function strict_upper(v text) returns text language plpgsql as
				'begin if v = ''no'' then raise exception ''not this one''; end if; return upper(v); end';
			""";

	private static final String KEY = """
			create table t (id int primary key, v text);
			insert into t select n, 'v' || n from generate_series(1, 60) n;
			""";

	private static Stream<Failing> failing() {
		return Stream.of(
				new Failing("too long", TABLE, "- alter_column: {table: t, column: v, type: varchar(30)}",
						List.of("insert into t (v) values (repeat('x', 31))",
								"update t set v = repeat('y', 40) where id = ?"),
						"value too long for type character varying(30)"),
				new Failing("cast", TABLE,
						"- alter_column: {table: t, column: v, type: int, up: 'substr(v, 2)::int', down: \"'v' || v\"}",
						List.of("insert into t (v) values ('what')", "update t set v = 'vv' where id = ?"),
						"invalid input syntax for type integer"),
				new Failing("division", TABLE,
						"- add_column: {table: t, up: 10 / n, column: {name: share, type: int, nullable: true}}",
						List.of("insert into t (n) values (0)", "update t set n = 0 where id = ?"), "division by zero"),
				new Failing("raise", TABLE,
						"- alter_column: {table: t, column: v, up: strict_upper(v), down: lower(v)}",
						List.of("insert into t (v) values ('no')", "update t set v = 'no' where id = ?"),
						"not this one"),
				new Failing("null after up", TABLE,
						"- alter_column: {table: t, column: v, nullable: false, up: \"nullif(v, 'none')\", down: v}",
						List.of("insert into t (v) values ('none')", "update t set v = 'none' where id = ?"),
						"rows of t have no v"),
				new Failing("check after up", TABLE,
						"- alter_column: {table: t, column: n, type: bigint, up: n * 2, down: (n / 2)::int, check: {name: n_low, constraint: n < 100}}",
						List.of("insert into t (n) values (60)", "update t set n = 70 where id = ?"), "n_low"),
				new Failing("copied check", """
						create table t (id int primary key generated always as identity, kind text
							constraint kinds check (kind in ('EMAIL', 'PHONE', 'x')));
						insert into t (kind) select 'x' from generate_series(1, 60);
						""", "- alter_column: {table: t, column: kind, up: lower(kind), down: upper(kind)}",
						List.of("insert into t (kind) values ('EMAIL')", "update t set kind = 'PHONE' where id = ?"),
						"kinds"));
	}

	/** Starts clients as soon as a table has its sync triggers. */
	private static TransitionListener startingAfterExpand(List<Clients> clients, TestDatabase database,
			List<String> statements) {
		return (event) -> {
			if (event instanceof TransitionEvent.StepDone done && done.step().equals("expand.t") && clients.isEmpty()) {
				Clients writing = Clients.start(database, Release.OLD, statements);
				clients.add(writing);
				writing.awaitStatements(100);
			}
		};
	}

	@ParameterizedTest
	@MethodSource("failing")
	void noStatementOfAnOldClientFailsAndNothingRemains(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		List<Clients> clients = new ArrayList<>();
		try (VersionedSchema second = release.second(startingAfterExpand(clients, database, failing.statements()))) {
			assertThatThrownBy(second::expand).hasMessageContaining(failing.message())
				.hasMessageContaining("id")
				.hasMessageContaining("was undone");
		}
		finally {
			clients.forEach((writing) -> writing.awaitStatements(20));
			clients.forEach(Clients::close);
		}
		assertThat(clients).singleElement().satisfies((writing) -> assertThat(writing.failures()).isEmpty());
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	private static Stream<Failing> breakingKeys() {
		return Stream.of(
				new Failing("copied unique key", """
						create table t (id int primary key generated always as identity, v text unique, n int);
						insert into t (v) select 'v' || n from generate_series(1, 60) n;
						""", "- alter_column: {table: t, column: v, up: lower(v), down: v}",
						List.of("insert into t (v) values ('V' || ?::int) on conflict (v) do nothing",
								"update t set n = 1 where id = ?"),
						"v"),
				new Failing("new unique key", TABLE,
						"- add_column: {table: t, up: lower(v), column: {name: code, type: text, nullable: true, unique: true}}",
						List.of("insert into t (v) values ('V' || ?::int)", "update t set v = 'v1' where id = ?"),
						"t_code"),
				new Failing("foreign key", TABLE,
						"- add_column: {table: t, up: n * 2, column: {name: o, type: int, nullable: true, references: {name: t_o, table: other, column: id}}}",
						List.of("insert into t (n) values (1000 + ?::int)", "update t set n = 500 where id = ?"),
						"t_o"),
				new Failing("value of a primary key", KEY,
						"- alter_column: {table: t, column: id, type: bigint, up: id + 0 / (id - 7000), down: id::int}",
						List.of("insert into t (id, v) values (7000, 'x') on conflict (id) do nothing",
								"update t set v = 'y' where id = ?"),
						"division by zero"),
				new Failing("value of a primary key is null", KEY,
						"- alter_column: {table: t, column: id, type: bigint, up: \"nullif(id, 7000)\", down: id::int}",
						List.of("insert into t (id, v) values (7000, 'x') on conflict (id) do nothing",
								"update t set v = 'y' where id = ?"),
						"t have no id"),
				new Failing("duplicate of a primary key", KEY,
						"- alter_column: {table: t, column: id, type: bigint, up: id % 5000, down: id::int}",
						List.of("insert into t (id, v) values (5000 + ?::int, 'x') on conflict (id) do nothing",
								"update t set v = 'y' where id = ?"),
						"id"),
				new Failing("duplicate of a key by its type", """
						create table t (id numeric(10, 2) primary key, v text);
						insert into t select n, 'v' from generate_series(1, 60) n;
						""", "- alter_column: {table: t, column: id, type: int}",
						List.of("insert into t (id, v) values (?::int + 0.25, 'x') on conflict (id) do nothing",
								"update t set v = 'y' where id = ?"),
						"id"),
				new Failing("part of a primary key", """
						create table t (a int, b text, v text, primary key (a, b));
						insert into t select n, 'b' || n, 'v' from generate_series(1, 60) n;
						""", "- alter_column: {table: t, column: b, up: lower(b), down: b}", List.of(
						"insert into t (a, b, v) select n, 'B' || n, 'x' from (values (?::int)) r (n) on conflict do nothing",
						"update t set v = 'y' where a = ?"), "b"),
				new Failing("identity", """
						create table t (id int generated by default as identity, v text, k int primary key);
						insert into t (v, k) select 'v', n from generate_series(1, 60) n;
						""",
						"- alter_column: {table: t, column: id, type: bigint, up: id + 0 / (id - 7000), down: id::int}",
						List.of("insert into t (id, v, k) values (7000, 'x', 1000) on conflict do nothing",
								"update t set v = 'y' where k = ?"),
						"division by zero"),
				new Failing("key that others refer to", KEY + """
						create table child (id int generated always as identity primary key, t int references t);
						insert into child (t) select id from t;
						""",
						"- alter_column: {table: t, column: id, type: bigint, up: id + 0 / (id - 7000), down: id::int}",
						List.of("insert into t (id, v) values (7000, 'x') on conflict (id) do nothing",
								"insert into child (t) select id from t where id = 7000",
								"update t set v = 'y' where id = ?", "insert into child (t) values (?)"),
						"division by zero"),
				new Failing("key that is looked at late", KEY + """
						create table child (id int generated always as identity primary key,
							t int references t deferrable initially deferred);
						insert into child (t) select id from t;
						""", """
						- alter_column: {table: t, column: id, type: bigint, up: id + 0 / (id - 7000), down: id::int}
						- alter_column: {table: child, column: t, type: bigint}
						""", List.of("insert into t (id, v) values (7000, 'x') on conflict (id) do nothing",
						"insert into child (t) select id from t where id = 7000", "insert into child (t) values (?)"),
						"division by zero"));
	}

	@ParameterizedTest
	@MethodSource("breakingKeys")
	void noKeyOverComputedValuesRefusesAWriteOfAnOldClient(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		List<Clients> clients = new ArrayList<>();
		TransitionListener beforeProof = (event) -> {
			if (event instanceof TransitionEvent.StepStarted started && clients.isEmpty()
					&& started.step().startsWith("prove.")) {
				Clients writing = Clients.start(database, Release.OLD, failing.statements());
				clients.add(writing);
				writing.awaitStatements(100);
			}
		};
		try (VersionedSchema second = release.second(beforeProof)) {
			assertThatThrownBy(second::expand).hasMessageContaining(failing.message())
				.hasMessageContaining("was undone");
		}
		finally {
			clients.forEach((writing) -> writing.awaitStatements(20));
			clients.forEach(Clients::close);
		}
		assertThat(clients).singleElement().satisfies((writing) -> assertThat(writing.failures()).isEmpty());
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("breakingKeys")
	void noKeyThatIsBuiltRefusesAWriteOfAnOldClient(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		List<Clients> clients = new ArrayList<>();
		try (VersionedSchema second = release.second(startingAfterExpand(clients, database, failing.statements()))) {
			assertThatThrownBy(second::expand).hasMessageContaining("was undone");
		}
		finally {
			clients.forEach(Clients::close);
		}
		assertThat(clients).singleElement().satisfies((writing) -> assertThat(writing.failures()).isEmpty());
	}

	@Test
	void computedKeysThatReferToEachOtherArePublishedWhileOldClientsWrite(TestDatabase database) {
		Release release = Release.installed(database, new Change("family", """
				create table p (id int generated always as identity primary key, v text);
				create table c (id int generated always as identity primary key, p int not null references p);
				insert into p (v) select 'v' from generate_series(1, 60);
				insert into c (p) select id from p;
				""", """
				- alter_column: {table: c, column: p, type: bigint, up: p + 1000000, down: (p - 1000000)::int}
				- alter_column: {table: p, column: id, type: bigint, up: id + 1000000, down: (id - 1000000)::int}
				""", List.of(), List.of()));
		List<String> statements = List.of("insert into p (v) values ('x')", "insert into c (p) select max(id) from p",
				"insert into c (p) values (?)", "update p set v = 'y' where id = ?", "delete from c where id = ?");
		List<Clients> clients = new ArrayList<>();
		try (VersionedSchema second = release.second((event) -> {
			if (event instanceof TransitionEvent.StepDone && clients.isEmpty()) {
				clients.add(Clients.start(database, Release.OLD, statements));
			}
		})) {
			assertThat(second.expand().changed()).isTrue();
			clients.forEach((writing) -> writing.awaitStatements(20));
			clients.forEach(Clients::close);
			assertThat(clients).singleElement().satisfies((writing) -> assertThat(writing.failures()).isEmpty());
			release.requireAgreement();
			second.complete(false);
		}
		assertThat(database.jdbc()
			.sql("select count(*) from c left join p on p.id = c.p where p.id is null or p.id < 1000000")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void keysOverColumnsOfBothVersionsAreBuiltAfterEverythingThatMayFail(TestDatabase database) {
		Failing failing = new Failing("keys of both", TABLE + "alter table t add o int;", """
				- add_column: {table: t, up: 10 / n, column: {name: share, type: int, nullable: true}}
				- create_index: {name: t_v, table: t, columns: [v], unique: true}
				- alter_column: {table: t, column: o, references: {name: t_o, table: other, column: id}}
				""", List.of("insert into t (v, o) values ('v1', 1)", "insert into t (n) values (0)",
				"insert into t (v, o) values ('v2', 1000)"), "division by zero");
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		List<Clients> clients = new ArrayList<>();
		try (VersionedSchema second = release.second(startingAfterExpand(clients, database, failing.statements()))) {
			assertThatThrownBy(second::expand).hasMessageContaining(failing.message())
				.hasMessageContaining("was undone");
		}
		finally {
			clients.forEach(Clients::close);
		}
		assertThat(clients).singleElement().satisfies((writing) -> assertThat(writing.failures()).isEmpty());
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource({ "failing", "breakingKeys" })
	void noStatementOfAnOldClientFailsWhileRowsAreFilledSlowly(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			CompletableFuture<Outcome> expand = pausedExpand(second);
			try (Clients old = Clients.start(database, Release.OLD, failing.statements());
					Clients unversioned = Clients.startUnversioned(database, failing.statements())) {
				old.awaitStatements(200);
				unversioned.awaitStatements(200);
				second.resume();
				assertThat(expand).failsWithin(Duration.ofMinutes(1))
					.withThrowableThat()
					.withMessageContaining("was undone");
				old.awaitStatements(20);
				unversioned.awaitStatements(20);
				assertThat(old.failures()).isEmpty();
				assertThat(unversioned.failures()).isEmpty();
			}
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	@Test
	void anExpandThatWasSlowIsPublishedWhenItsRowsWereCorrectedMeanwhile(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change());
		List<String> harmless = List.of("update t set n = n + 1 where id = ?", "insert into t (v) values ('ok')",
				"select * from t where id = ?");
		try (VersionedSchema second = release.second();
				Clients steady = Clients.start(database, Release.OLD, harmless)) {
			CompletableFuture<Outcome> expand = pausedExpand(second);
			try (Clients old = Clients.start(database, Release.OLD, failing.statements())) {
				old.awaitStatements(200);
				old.close();
				assertThat(old.failures()).isEmpty();
			}
			database.jdbc().sql("update t set v = 'short' where length(v) > 30").update();
			second.resume();
			assertThat(expand).succeedsWithin(Duration.ofMinutes(1));
			steady.awaitStatements(20);
			assertThat(steady.failures()).isEmpty();
		}
		release.requireAgreement();
	}

	/** Starts an expand, and waits until it is paused in the backfill. */
	private static CompletableFuture<Outcome> pausedExpand(VersionedSchema second) {
		second.pause();
		CompletableFuture<Outcome> expand = CompletableFuture.supplyAsync(second::expand);
		await().atMost(Duration.ofSeconds(30))
			.until(() -> String.valueOf(second.status().throttled()).contains("paused"));
		return expand;
	}

	@Test
	void rowsWithoutAValueAreFilledBeforeTheVersionIsPublished(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change());
		TransitionListener correcting = (event) -> {
			if (event instanceof TransitionEvent.StepDone done && done.step().equals("backfill.t")) {
				database.jdbc().sql("insert into t (v) values (repeat('x', 31)), ('ok')").update();
			}
			if (event instanceof TransitionEvent.StepStarted started && started.step().startsWith("prove.t")) {
				database.jdbc().sql("delete from t where v like 'xxx%'").update();
			}
		};
		try (VersionedSchema second = release.second(correcting)) {
			second.expand();
		}
		assertThat(
				database.jdbc().sql("select count(*) from public_02_new.t where v is null").query(Long.class).single())
			.isZero();
	}

	@Test
	void aFailedExpandIsKeptWhereThatIsWanted(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change()).keepingFailedExpands();
		try (VersionedSchema second = release.second(
				after("expand.t", () -> database.jdbc().sql("insert into t (v) values (repeat('x', 31))").update()))) {
			assertThatThrownBy(second::expand).hasMessageContaining("What was done before is kept");
		}
		database.jdbc().sql("delete from t where v like 'xxx%'").update();
		try (VersionedSchema second = release.second()) {
			assertThat(second.expand().changed()).isTrue();
		}
	}

	private static TransitionListener after(String step, Runnable work) {
		return (event) -> {
			if (event instanceof TransitionEvent.StepDone done && done.step().equals(step)) {
				work.run();
			}
		};
	}

	@ParameterizedTest
	@MethodSource("failing")
	void rowsThatCannotBeConvertedAreFoundBeforeAnythingChanges(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		database.jdbc().sql(failing.statements().get(0)).update();
		List<TransitionEvent> events = new ArrayList<>();
		try (VersionedSchema second = release.second(events::add)) {
			assertThat(second.validate()).filteredOn((finding) -> finding.severity() == Severity.ERROR)
				.singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains("1 row").contains("id=61: "));
			assertThatThrownBy(second::expand).hasMessageContaining("1 row")
				.hasMessageContaining("id=61: ")
				.hasMessageContaining("Nothing was changed");
		}
		assertThat(events).noneMatch((event) -> event instanceof TransitionEvent.StepStarted);
	}

	@Test
	void rowsOfALargeTableAreLookedAtWhenThatIsWanted(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change());
		database.jdbc()
			.sql("insert into t (v) select 'v' from generate_series(1, 500000); insert into t (v) values (repeat('x', 31))")
			.update();
		try (VersionedSchema second = release.second()) {
			assertThat(second.validate()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
			assertThat(second.validate(true)).filteredOn((finding) -> finding.severity() == Severity.ERROR)
				.singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains("value too long"));
		}
	}

	@Test
	void aLeaderThatIsKilledInBetweenDoesNoHarm(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (Clients clients = Clients.start(database, Release.OLD, List.of("select * from t where id = ?"))) {
			try (VersionedSchema second = release
				.second(after("expand.t", () -> DeathOfTheConnection.terminateLeader(database)))) {
				assertThatThrownBy(second::expand).isInstanceOf(LeadershipLostException.class);
			}
			try (Clients writing = Clients.start(database, Release.OLD, failing.statements())) {
				writing.awaitStatements(100);
				assertThat(writing.failures()).isEmpty();
			}
			try (VersionedSchema second = release.second()) {
				assertThatThrownBy(second::expand).hasMessageContaining(failing.message())
					.hasMessageContaining("was undone");
			}
			clients.awaitStatements(20);
			assertThat(clients.failures()).isEmpty();
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	@Test
	void rowsOfALargeTableAreLookedAtFirstWhenTheExpandFailedBefore(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change());
		database.jdbc().sql("""
				alter table t add pad text;
				insert into t (v, pad) select 'v', repeat('p', 1900) from generate_series(1, 10000);
				insert into t (v) values (repeat('x', 31));
				""").update();
		List<TransitionEvent> events = new ArrayList<>();
		try (VersionedSchema second = release.second(events::add)) {
			assertThatThrownBy(second::expand).hasMessageContaining("value too long")
				.hasMessageContaining("was undone");
			events.clear();
			assertThatThrownBy(second::expand).hasMessageContaining("id=10061: value too long")
				.hasMessageContaining("Nothing was changed");
			assertThat(events).noneMatch((event) -> event instanceof TransitionEvent.StepStarted);
			database.jdbc().sql("update t set v = 'short' where id = 10061").update();
			assertThat(second.expand().changed()).isTrue();
		}
	}

	@Test
	void manyStartsOneAfterTheOtherDoNoHarm(TestDatabase database) {
		Failing failing = failing().findFirst().orElseThrow();
		Release release = Release.installed(database, failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (Clients clients = Clients.start(database, Release.OLD, List.of("select * from t where id = ?"))) {
			for (int start = 0; start < 3; start++) {
				try (VersionedSchema second = release.second(after("expand.t",
						() -> database.jdbc().sql("insert into t (v) values (repeat('x', 31))").update()))) {
					assertThatThrownBy(second::expand).hasMessageContaining("was undone");
				}
				database.jdbc().sql("delete from t where v like 'xxx%'").update();
			}
			clients.awaitStatements(20);
			assertThat(clients.failures()).isEmpty();
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	/**
	 * A migration that fails because of rows.
	 *
	 * @param name display name
	 * @param given SQL of the old version's schema and data
	 * @param operations of the migration, as YAML
	 * @param statements statements of old clients with values that cannot be computed
	 * @param message message of the failed expand
	 */
	private record Failing(String name, String given, String operations, List<String> statements, String message) {

		Change change() {
			return new Change(this.name, this.given, this.operations, this.statements, List.of());
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}

package io.github.versionedschema.mistakes;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that keys over computed values do not affect clients of the older version until
 * the version is published, even if the expand fails.
 */
@PostgresTest
class FailedKeyTests {

	@ParameterizedTest
	@MethodSource("io.github.versionedschema.mistakes.Failing#keys")
	void noKeyOverComputedValuesRefusesAWriteOfAnOldClient(Failing failing, TestDatabase database) {
		WritingClients clients = new WritingClients(failing, database);
		clients.requireUndone((event) -> {
			if (event instanceof TransitionEvent.StepStarted started && started.step().startsWith("prove.")) {
				clients.start();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("io.github.versionedschema.mistakes.Failing#keys")
	void noKeyThatIsBuiltRefusesAWriteOfAnOldClient(Failing failing, TestDatabase database) {
		WritingClients clients = new WritingClients(failing, database);
		clients.requireUndone(clients.startedAfterExpand());
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
	void keysArePublishedWhileEachTransactionOfOldClientsWritesHundredsOfThem(TestDatabase database) {
		Release release = Release.installed(database, new Change("many keys", """
				create table t (id int generated always as identity primary key, n serial unique, v text);
				insert into t (v) select 'v' from generate_series(1, 900);
				""", """
				- alter_column: {table: t, column: n, type: bigint, up: n * 2, down: (n / 2)::int}
				""", List.of(), List.of()));
		List<Clients> clients = new ArrayList<>();
		try (VersionedSchema second = release.second((event) -> {
			if (event instanceof TransitionEvent.StepDone && clients.isEmpty()) {
				clients.add(Clients.start(database, Release.OLD, List.of("update t set n = -n where id <= 300"), 1));
				clients.add(Clients.start(database, Release.OLD,
						List.of("update t set n = -n where id between 301 and 900"), 1));
				clients.add(Clients.start(database, Release.OLD,
						List.of("insert into t (v) select 'w' from generate_series(1, 200)"), 1));
			}
		})) {
			assertThat(second.expand().changed()).isTrue();
			clients.forEach((writing) -> writing.awaitStatements(5));
			clients.forEach(Clients::close);
			assertThat(clients).hasSize(3).allSatisfy((writing) -> assertThat(writing.failures()).isEmpty());
			release.requireAgreement();
			second.complete(false);
		}
	}

	@Test
	void keysOverColumnsOfBothVersionsAreBuiltAfterEverythingThatMayFail(TestDatabase database) {
		Change change = new Change("keys of both",
				TestFile.of("failing-expands/table.sql").text() + "alter table t add o int;", """
						- add_column: {table: t, up: 10 / n, column: {name: share, type: int, nullable: true}}
						- create_index: {name: t_v, table: t, columns: [v], unique: true}
						- alter_column: {table: t, column: o, references: {name: t_o, table: other, column: id}}
						""", List.of("insert into t (v, o) values ('v1', 1)", "insert into t (n) values (0)",
						"insert into t (v, o) values ('v2', 1000)"),
				List.of());
		Failing failing = new Failing(change, "division by zero");
		WritingClients clients = new WritingClients(failing, database);
		clients.requireUndone(clients.startedAfterExpand());
	}

}

package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the death of the leader in every step that adds or removes one of several live
 * versions, while clients of all of them count in the same column. Each version has a
 * representation of its own of the number.
 */
@PostgresTest
@Tag("thorough")
class KilledLeaderAmongVersionsTests {

	private static final String GIVEN = """
			create table a (id int primary key, x int not null default 1);
			insert into a select n, 100 from generate_series(1, 60) n;
			create table b (id int primary key, y int);
			insert into b select n, n from generate_series(1, 60) n;
			""";

	private static final String SECOND = """
			- alter_column: {table: a, column: x, type: text, up: "'n' || x", down: "substr(x, 2)::int"}
			- rename_column: {table: b, from: y, to: z}
			""";

	private static final String THIRD = """
			- alter_column: {table: a, column: x, type: text, up: "'m' || x", down: "substr(x, 2)"}
			""";

	private static final String FOURTH = """
			- alter_column: {table: a, column: x, type: 'varchar(40)', up: "x || '!'", down: "rtrim(x, '!')"}
			- rename_column: {table: a, from: x, to: counter}
			- add_column: {table: b, column: {name: added, type: int, default: "7"}}
			- create_index: {name: by_z, table: b, columns: [z]}
			- create_table: {name: d, columns: [{name: id, type: int, pk: true}]}
			""";

	private static final List<String> COUNTING = List.of("update a set x = x + 1 where id = ?",
			"update a set x = 'n' || (substr(x, 2)::int + 1) where id = ?",
			"update a set x = 'mn' || (substr(x, 3)::int + 1) where id = ?",
			"update a set counter = 'mn' || (substr(rtrim(counter, '!'), 3)::int + 1) || '!' where id = ?");

	private static final List<String> OTHERS = List.of("update b set y = y + 1 where id = ?",
			"update b set z = z + 1 where id = ?", "update b set z = z - 1 where id = ?",
			"update b set added = added + z where id = ?");

	@Test
	void everyNumberIsCountedWhenLeadersDieInEveryStep(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		DyingLeader leader = new DyingLeader(releases);
		releases.expand(SECOND);
		releases.expand(THIRD);
		List<Clients> clients = new ArrayList<>(List.of(start(database, 1), start(database, 2), start(database, 3)));
		long counted = 0;
		try {
			CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
			releases.add(FOURTH);
			assertThat(leader.run(1, VersionedSchema::expand)).isPositive();
			requireAgreement(releases);
			assertThat(leader.run(1, (schema) -> schema.abort(false))).isPositive();
			assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
			releases.expand();
			clients.add(start(database, 4));
			counted += stop(clients.remove(0), 1);
			assertThat(leader.run(1, (schema) -> schema.complete("v2", false))).isPositive();
			clients.forEach((some) -> some.awaitStatements(30));
			requireAgreement(releases);
			counted += stop(clients.remove(0), 2);
			counted += stop(clients.remove(0), 3);
			assertThat(leader.run(2, (schema) -> schema.complete(false))).isPositive();
			clients.forEach((some) -> some.awaitStatements(30));
			counted += stop(clients.remove(0), 4);
		}
		finally {
			clients.forEach(Clients::close);
		}
		assertThat(sum(database)).isEqualTo(60 * 100 + counted);
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(madeDirectly()))
			.allMatch((line) -> line.contains("public.by_z"));
	}

	/**
	 * Indexes keep the column names from when they were built, also after a plain RENAME
	 * in PostgreSQL.
	 */
	private static CatalogueSnapshot madeDirectly() {
		try (TestDatabase other = TestServer.shared().createDatabase()) {
			Releases.direct(other, GIVEN, List.of(SECOND, THIRD, FOURTH));
			return CatalogueSnapshot.of(other, "public");
		}
	}

	private static Clients start(TestDatabase database, int version) {
		return Clients.start(database, "v" + version,
				List.of(COUNTING.get(version - 1), "select * from a where id = ?", OTHERS.get(version - 1)), 1);
	}

	private static long stop(Clients clients, int version) {
		clients.close();
		assertThat(clients.failures()).isEmpty();
		return clients.done(COUNTING.get(version - 1));
	}

	private static void requireAgreement(Releases releases) {
		try (VersionedSchema newest = releases.newest()) {
			assertThat(newest.verify()).allSatisfy((verification) -> assertThat(verification.rows())
				.as("%s: %s", verification.rule(), verification.samples())
				.isZero());
		}
	}

	private static long sum(TestDatabase database) {
		return database.jdbc().sql("select sum(substr(rtrim(counter, '!'), 3)::int) from a").query(Long.class).single();
	}

}

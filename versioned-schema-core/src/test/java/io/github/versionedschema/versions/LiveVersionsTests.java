package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that versions are added and removed while clients of all live versions work.
 */
@PostgresTest
class LiveVersionsTests {

	private static final String GIVEN = """
			create table a (id int primary key, x int not null default 1);
			insert into a select n, n from generate_series(1, 60) n;
			create table b (id int primary key, y int);
			insert into b select n, n from generate_series(1, 60) n;
			create table c (id int primary key, z text);
			insert into c select n, 'c' || n from generate_series(1, 60) n;
			""";

	private static final List<String> CHANGES = List.of("""
			- alter_column: {table: a, column: x, type: text, up: "'n' || x", down: "substr(x, 2)::int"}
			""", """
			- rename_column: {table: b, from: y, to: w}
			- create_table: {name: d, columns: [{name: id, type: int, pk: true}, {name: k, type: int, nullable: true}]}
			""", """
			- drop_column: {table: c, column: z, down: "'gone'"}
			- add_column: {table: d, column: {name: m, type: int, default: "5"}}
			""", """
			- create_table: {name: bees, columns: [{name: id, type: int, pk: true}]}
			""");

	private static List<String> statements(int version) {
		List<String> statements = new ArrayList<>();
		statements.add((version < 2) ? "update a set x = x + 1 where id = ?"
				: "update a set x = 'n' || (substr(x, 2)::int + 1) where id = ?");
		statements.add("select * from a where id = ?");
		statements.add((version < 3) ? "update b set y = y + 1 where id = ?" : "update b set w = w + 1 where id = ?");
		statements.add((version < 4) ? "update c set z = z || '.' where id = ?" : "select * from c where id = ?");
		if (version == 3) {
			statements.add("insert into d values (?, 1) on conflict (id) do update set k = d.k + 1");
		}
		if (version > 3) {
			statements.add("insert into d values (?, 1, 2) on conflict (id) do update set m = d.m + 1");
		}
		return statements;
	}

	@Test
	void fiveVersionsLiveAndGoUnderFire(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		List<Clients> clients = new ArrayList<>();
		try {
			clients.add(start(database, 1));
			for (int version = 2; version <= 5; version++) {
				releases.expand(CHANGES.get(version - 2));
				clients.add(start(database, version));
				clients.forEach((some) -> some.awaitStatements(30));
			}
			try (VersionedSchema newest = releases.newest()) {
				assertThat(newest.status().versions()).extracting(VersionStatus::state)
					.containsOnly(VersionState.LIVE)
					.hasSize(5);
			}
			stop(clients.remove(0));
			stop(clients.remove(0));
			releases.completeTo("v3");
			clients.forEach((some) -> some.awaitStatements(30));
			stop(clients.remove(2));
			releases.abort();
			clients.forEach((some) -> some.awaitStatements(30));
			stop(clients.remove(0));
			releases.complete();
			clients.forEach((some) -> some.awaitStatements(30));
		}
		finally {
			clients.forEach(LiveVersionsTests::stop);
		}
	}

	private static Clients start(TestDatabase database, int version) {
		return Clients.start(database, "v" + version, statements(version));
	}

	private static void stop(Clients clients) {
		clients.close();
		assertThat(clients.failures()).isEmpty();
	}

}

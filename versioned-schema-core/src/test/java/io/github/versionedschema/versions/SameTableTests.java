package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.release.Clients;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests several live migrations that change the same table, and the same columns.
 */
@PostgresTest
@Tag("thorough")
class SameTableTests {

	private static final String GIVEN = """
			create table t (id int primary key, a int not null default 1, b text, c text);
			create index t_a on t (a);
			insert into t select n, n, 'b' || n, 'c' || n from generate_series(1, 60) n;
			""";

	private static final List<String> CHANGES = List.of("""
			- alter_column: {table: t, column: a, type: text, up: "'n' || a", down: "substr(a, 2)::int"}
			- rename_column: {table: t, from: b, to: bb}
			""", """
			- alter_column: {table: t, column: a, up: "a || '!'", down: "rtrim(a, '!')"}
			- rename_column: {table: t, from: a, to: aa}
			- drop_column: {table: t, column: c, down: "'gone'"}
			- add_column: {table: t, column: {name: d, type: text, default: "'d'"}, up: "upper(bb)"}
			""", """
			- rename_table: {from: t, to: u}
			- rename_column: {table: u, from: bb, to: b}
			- alter_column: {table: u, column: d, nullable: true, down: "coalesce(d, '-')"}
			""");

	private static List<String> statements(int version) {
		return switch (version) {
			case 1 -> List.of("select * from t where id = ?", "update t set a = a + 1 where id = ?",
					"update t set b = b || '.', c = 'c' where id = ?",
					"insert into t (id, a, b) values (100 + ?, 5, 'x') on conflict (id) do update set a = excluded.a");
			case 2 -> List.of("select * from t where id = ?",
					"update t set a = 'n' || (substr(a, 2)::int + 1) where id = ?",
					"update t set bb = bb || '.', c = 'c' where id = ?",
					"insert into t (id, a, bb) values (100 + ?, 'n5', 'x') on conflict (id) do update set a = excluded.a");
			case 3 -> List.of("select * from t where id = ?",
					"update t set aa = 'n' || (rtrim(substr(aa, 2), '!')::int + 1) || '!' where id = ?",
					"update t set bb = bb || '.', d = 'd' where id = ?",
					"insert into t (id, aa, bb) values (100 + ?, 'n5!', 'x') on conflict (id) do update set aa = excluded.aa");
			default -> List.of("select * from u where id = ?",
					"update u set aa = 'n' || (rtrim(substr(aa, 2), '!')::int + 1) || '!' where id = ?",
					"update u set b = b || '.', d = null where id = ?",
					"insert into u (id, aa, b) values (100 + ?, 'n5!', 'x') on conflict (id) do update set aa = excluded.aa");
		};
	}

	@Test
	void eachVersionSeesWhatAnyOtherWrites(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		CHANGES.forEach(releases::expand);
		try (Connection one = releases.attached("v1");
				Connection two = releases.attached("v2");
				Connection three = releases.attached("v3");
				Connection four = releases.attached("v4")) {
			execute(one, "update t set a = 7 where id = 1");
			assertThat(row(four, "select aa, b, d from u where id = 1")).containsExactly("n7!", "b1", "B1");
			execute(four, "update u set aa = 'n8!', b = 'bees' where id = 1");
			assertThat(row(one, "select a, b from t where id = 1")).containsExactly("8", "bees");
			assertThat(row(two, "select a, bb from t where id = 1")).containsExactly("n8", "bees");
			execute(two, "update t set a = 'n9', c = 'see' where id = 1");
			assertThat(row(one, "select a, b, c from t where id = 1")).containsExactly("9", "bees", "see");
			assertThat(row(three, "select aa, bb from t where id = 1")).containsExactly("n9!", "bees");
			execute(three, "insert into t (id, aa, bb, d) values (77, 'n77!', 'x', 'y')");
			assertThat(row(one, "select a, b, c from t where id = 77")).containsExactly("77", "x", "gone");
			assertThat(row(four, "select aa, b, d from u where id = 77")).containsExactly("n77!", "x", "y");
			execute(one, "insert into t (id, a, b, c) values (78, 78, 'x', 'y')");
			assertThat(row(four, "select aa, b, d from u where id = 78")).containsExactly("n78!", "x", "X");
		}
	}

	@Test
	void versionsComeAndGoUnderFire(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		new ComingAndGoing(releases, CHANGES, (version) -> start(database, version)).run();
	}

	@Test
	void completeLeavesWhatTheMigrationsMakeOneByOne(TestDatabase database) {
		CatalogueSnapshot direct;
		try (TestDatabase other = database.server().createDatabase()) {
			Releases.direct(other, GIVEN, CHANGES);
			direct = CatalogueSnapshot.of(other, "public");
		}
		Releases releases = Releases.installed(database, GIVEN);
		CHANGES.forEach(releases::expand);
		releases.complete();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(direct);
	}

	@Test
	void abortLeavesWhatWasThereBefore(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		List<CatalogueSnapshot> before = new ArrayList<>();
		for (String change : CHANGES) {
			before.add(CatalogueSnapshot.of(database, "public"));
			releases.expand(change);
		}
		for (int i = CHANGES.size() - 1; i >= 0; i--) {
			releases.abort();
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before.get(i));
		}
	}

	/** The new table has another name until the first one is gone. */
	@Test
	void aTableUnderAFreedNameIsChangedAgain(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, "create table t (id int primary key, a int)");
		releases
			.expand("""
					- rename_table: {from: t, to: old_t}
					- create_table: {name: t, columns: [{name: id, type: int, pk: true}, {name: b, type: int, nullable: true}]}
					""");
		releases.expand("""
				- alter_column: {table: t, column: b, type: text, up: "b::text", down: "b::int"}
				- alter_column: {table: t, column: id, type: bigint, down: "id::int"}
				""");
		try (Connection two = releases.attached("v2"); Connection three = releases.attached("v3")) {
			execute(three, "insert into t (id, b) values (1, '7')");
			assertThat(row(two, "select id, b from t")).containsExactly("1", "7");
			releases.completeTo("v2");
			execute(three, "insert into t (id, b) values (1, '8') on conflict (id) do update set b = excluded.b");
			execute(two, "insert into t (id, b) values (2, 9) on conflict (id) do update set b = excluded.b");
			assertThat(row(two, "select id, b from t order by id")).containsExactly("1", "8");
			assertThat(row(three, "select id, b from t order by id desc")).containsExactly("2", "9");
		}
		releases.complete();
		try (Connection three = releases.attached("v3")) {
			assertThat(row(three, "select b from t where id = 2")).containsExactly("9");
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		connection.createStatement().execute(sql);
	}

	private static List<String> row(Connection connection, String sql) throws SQLException {
		try (ResultSet row = connection.createStatement().executeQuery(sql)) {
			row.next();
			List<String> values = new ArrayList<>();
			for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
				values.add(row.getString(column));
			}
			return values;
		}
	}

	private static Clients start(TestDatabase database, int version) {
		return Clients.start(database, "v" + version, statements(version));
	}

}

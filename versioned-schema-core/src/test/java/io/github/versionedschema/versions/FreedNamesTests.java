package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A version creates or renames a table to a name that an older live version gave up, and
 * that even older ones still use.
 */
@PostgresTest
@Tag("thorough")
class FreedNamesTests {

	private static final String GIVEN = """
			create table items (id int constraint items_key primary key, note text);
			create index items_note on items (note);
			create table things (id int primary key, word text);
			insert into items values (1, 'old');
			""";

	private static final String CREATE = "- create_table: {name: items, columns: [{name: id, type: bigint}, {name: n, type: int, nullable: true}], "
			+ "constraints: [{name: items_key, type: primary_key, columns: [id]}]}\n"
			+ "- create_index: {table: items, name: items_note, columns: [{column: n}]}";

	@ParameterizedTest
	@ValueSource(strings = { "- drop_table: {name: items}", "- rename_table: {from: items, to: olds}" })
	void aTableIsCreatedUnderTheName(String frees, TestDatabase database) throws SQLException {
		String create = frees.contains("rename")
				? CREATE.replace("items_note", "items_n").replace("items_key", "new_key") : CREATE;
		CatalogueSnapshot direct;
		try (TestDatabase other = database.server().createDatabase()) {
			Releases.direct(other, GIVEN, List.of(frees, create));
			direct = CatalogueSnapshot.of(other, "public");
		}
		Releases releases = Releases.installed(database, GIVEN);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		releases.expand(frees);
		releases.expand(create);
		releases.abort();
		releases.abort();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
		releases.expand(frees);
		releases.expand(create);
		try (Connection one = releases.attached("v1"); Connection three = releases.attached("v3")) {
			one.createStatement().execute("insert into items values (2, 'two')");
			three.createStatement().execute("insert into items (id, n) values (7, 8)");
			assertThat(value(one, "select string_agg(note, ' ' order by id) from items")).isEqualTo("old two");
			assertThat(value(three, "select string_agg(n::text, ' ') from items")).isEqualTo("8");
		}
		releases.completeTo("v2");
		try (Connection three = releases.attached("v3")) {
			three.createStatement().execute("update items set n = 9");
			releases.complete();
			assertThat(value(three, "select n from items")).isEqualTo("9");
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(direct);
	}

	@ParameterizedTest
	@ValueSource(strings = { "- drop_table: {name: items}", "- rename_table: {from: items, to: olds}" })
	void aTableIsRenamedToTheName(String frees, TestDatabase database) throws SQLException {
		String rename = "- rename_table: {from: things, to: items}";
		CatalogueSnapshot direct;
		try (TestDatabase other = database.server().createDatabase()) {
			Releases.direct(other, GIVEN, List.of(frees, rename));
			direct = CatalogueSnapshot.of(other, "public");
		}
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(frees);
		releases.expand(rename);
		try (Connection one = releases.attached("v1"); Connection three = releases.attached("v3")) {
			three.createStatement().execute("insert into items (id, word) values (7, 'w')");
			assertThat(value(one, "select string_agg(note, ' ' order by id) from items")).isEqualTo("old");
			assertThat(value(one, "select word from things")).isEqualTo("w");
		}
		releases.completeTo("v2");
		try (Connection three = releases.attached("v3")) {
			three.createStatement().execute("update items set word = 'x'");
		}
		releases.complete();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(direct);
	}

	@Test
	void aVersionSeesNoTableUnderNamesThatItDoesNotKnow(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand("- rename_table: {from: items, to: goods}");
		releases.expand("- rename_table: {from: goods, to: wares}");
		try (Connection three = releases.attached("v3")) {
			releases.completeTo("v2");
			assertThat(value(three, "select count(*) from wares")).isEqualTo("1");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> value(three, "select count(*) from goods"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> value(three, "select count(*) from items"));
		}
	}

	@Test
	void anIndexThatHasAnotherNameInTheDatabaseIsStillReferenced(TestDatabase database) {
		Releases releases = Releases.installed(database, """
				create table parents (a int);
				create unique index parents_a on parents (a);
				create table children (parent int constraint of_parent references parents (a));
				""");
		releases.expand("- alter_column: {table: parents, column: a, type: bigint, down: a::int}");
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> releases.expand("- drop_index: {name: parents_a}"))
			.withMessageContaining("these foreign keys rely on it: of_parent of children");
	}

	@Test
	void aNameThatTheVersionBeforeTookAgainIsNotFree(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand("""
				- drop_index: {name: items_note}
				- create_index: {name: items_note, table: items, columns: [note, id]}
				""");
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> releases.expand("- create_index: {name: items_note, table: things, columns: [word]}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "- create_index: {name: later, table: things, columns: [word]}",
			"- alter_column: {table: things, column: word, unique: {name: later}}",
			"- create_table: {name: later, columns: [{name: id, type: int}]}",
			"- rename_constraint: {table: things, from: things_pkey, to: later}" })
	void aNameThatARelationGetsWhenAnOlderVersionIsRemovedIsNotFree(String takes, TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		for (String older : List.of("- rename_constraint: {table: items, from: items_key, to: later}",
				"- rename_table: {from: items, to: later}")) {
			releases.expand(older);
			releases.expand("- add_column: {table: things, column: {name: n, type: int, nullable: true}}");
			CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> releases.expand(takes))
				.withMessageContaining("\"later\"");
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			releases.drop();
			releases.abort();
			releases.abort();
		}
	}

	@Test
	void theIndexOfAKeyThatAnOlderVersionRenamesCannotBeDropped(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand("- rename_constraint: {table: items, from: items_key, to: later}");
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> releases.expand("- drop_index: {name: later}"))
			.withMessageContaining("belongs to constraint \"later\" of table \"items\"");
	}

	@Test
	void aForeignKeyHasAnotherNameWhileAnOlderVersionHasAConstraintOfItsName(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN + """
				alter table items add parent int constraint items_parent references items;
				""");
		releases.expand("- drop_column: {table: items, column: parent}");
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		String key = """
				- add_column:
				    table: items
				    column:
				      {name: other, type: int, nullable: true,
				       references: {name: items_parent, table: items, column: id}}
				""";
		releases.expand(key);
		releases.abort();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
		releases.expand(key);
		assertThat(foreignKeys(database)).containsExactly("_vs_new_public_v3_items_parent", "items_parent");
		releases.completeTo("v2");
		assertThat(foreignKeys(database)).containsExactly("_vs_new_public_v3_items_parent");
		releases.complete();
		assertThat(foreignKeys(database)).containsExactly("items_parent");
	}

	private static List<String> foreignKeys(TestDatabase database) {
		return database.jdbc()
			.sql("select conname from pg_constraint where contype = 'f' and conrelid = 'items'::regclass order by conname collate \"C\"")
			.query(String.class)
			.list();
	}

	@ParameterizedTest
	@ValueSource(strings = { "- rename_table: {from: a, to: b}", "- drop_table: {name: a}" })
	void abortLeavesATableOfOthersUnderANameThatANewTableGaveUp(String gives, TestDatabase database)
			throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand("- create_table: {name: a, columns: [{name: id, type: int, pk: true}]}\n"
				+ "- sql: {up: 'insert into a values (1)', down: 'select'}\n" + gives);
		database.jdbc().sql("create table a (word text)").update();
		try (Connection one = releases.attached("v1")) {
			assertThat(value(one, "select count(*) from a")).isEqualTo("0");
		}
		releases.abort();
		assertThat(database.jdbc()
			.sql("select table_name || '.' || column_name from information_schema.columns where table_name in ('a', 'b')")
			.query(String.class)
			.list()).containsExactly("a.word");
	}

	private static String value(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}

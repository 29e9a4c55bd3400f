package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests expressions that read another table, which is not in the database as the version
 * sees it, because an older version is live.
 */
@PostgresTest
class LookUpsTests {

	private static final String GIVEN = """
			create table parents (id int primary key, code text not null);
			create table items (id int primary key, parent int, note text);
			insert into parents select n, 'p' || n from generate_series(1, 20) n;
			insert into items select n, n, 'n' from generate_series(1, 2) n;
			""";

	private static final String REPLACED = """
			- alter_column: {table: parents, column: code, up: upper(code), down: lower(code)}
			""";

	private static final String LOOKED_UP = """
			- add_column: {table: items, column: {name: code, type: text, nullable: true}, up: "(select p.code from parents p where p.id = parent)"}
			- drop_column: {table: items, column: note, down: "(select p.code from parents p where p.id = parent)"}
			""";

	@Test
	void anExpressionReadsAnotherTableAsItsVersionSeesIt(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(REPLACED);
		releases.expand(LOOKED_UP);
		assertThat(value(releases, "v3", "select code from items where id = 1")).isEqualTo("P1");
		assertWritesAreSeen(releases, "v1", 3);
		assertWritesAreSeen(releases, "v2", 4);
		releases.completeTo("v2");
		assertWritesAreSeen(releases, "v2", 5);
		releases.completeTo("v3");
		assertThat(value(releases, "v3", "select string_agg(code, ' ' order by length(code), code) from items"))
			.isEqualTo("P1 P2 P3 P4 P5 P13 P14 P15");
	}

	@Test
	void anExpressionReadsARenamedTableUnderItsNewNames(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand("""
				- rename_table: {from: parents, to: families}
				- rename_column: {table: families, from: code, to: label}
				""");
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> releases.expand(LOOKED_UP))
			.withMessageContaining("column p.code does not exist");
		releases.drop();
		releases.expand(LOOKED_UP.replace("p.code from parents", "p.label from families"));
		assertThat(value(releases, "v3", "select code from items where id = 1")).isEqualTo("p1");
		releases.completeTo("v2");
		releases.completeTo("v3");
	}

	@Test
	void valuesFlowBetweenTablesThroughColumnsThatTheSameVersionChangesAgain(TestDatabase database)
			throws SQLException {
		CaseFile file = CaseFile.of("look-ups/values-that-flow-through-changed-columns.yaml");
		Releases releases = Releases.installed(database, file.text("given"));
		releases.expand(file.operations());
		assertThat(value(releases, "v2", "select mail from users where id = 3")).isEqualTo("<MAIL3>");
		execute(releases, "v1", "update profiles set email = 'older' where id = 3");
		assertThat(value(releases, "v2", "select mail from users where id = 3")).isEqualTo("<OLDER>");
		execute(releases, "v2", "update users set mail = '<NEWER>' where id = 3");
		assertThat(value(releases, "v1", "select email from profiles where id = 3")).isEqualTo("newer");
		execute(releases, "v1", "update users set code = 4 where id = 3");
		assertThat(value(releases, "v2", "select code || mail from users where id = 3")).isEqualTo("x4<MAIL4>");
		execute(releases, "v2", "insert into users values (20, 'x20', '<INSERTED>')");
		execute(releases, "v1", "insert into profiles (id, user_code) values (20, 20)");
		execute(releases, "v2", "insert into profiles (id, user_code) values (21, 20)");
		assertThat(value(releases, "v1", "select email from profiles where id = 21")).isNull();
		execute(releases, "v2", "update users set mail = '<AGAIN>' where id = 20");
		assertThat(value(releases, "v1", "select string_agg(email, ' ') from profiles where user_code = 20"))
			.isEqualTo("again again");
		releases.complete();
		assertThat(value(releases, "v2", "select mail from users where id = 20")).isEqualTo("<AGAIN>");
	}

	private static void assertWritesAreSeen(Releases releases, String older, int id) throws SQLException {
		execute(releases, older, "insert into items values (%1$d, %1$d, 'n')".formatted(id));
		assertThat(value(releases, "v3", "select code from items where id = " + id)).isEqualTo("P" + id);
		execute(releases, "v3", "insert into items (id, parent, code) values (1%1$d, 1%1$d, 'P1%1$d')".formatted(id));
		assertThat(value(releases, older, "select note from items where id = 1" + id)).isEqualTo("P1" + id);
	}

	private static void execute(Releases releases, String version, String sql) throws SQLException {
		try (Connection client = releases.attached(version); Statement statement = client.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String value(Releases releases, String version, String sql) throws SQLException {
		try (Connection client = releases.attached(version);
				Statement statement = client.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}

package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that views which clients create in version schemas are moved to the base schema,
 * and that the views of the versions stay.
 */
@PostgresTest
class ClientViewsTests {

	private static final String GIVEN = """
			create table users (id int primary key, name text);
			insert into users values (1, 'a');
			create table orders (id int primary key);
			""";

	private static final String SECOND = """
			- rename_table: {from: users, to: people}
			- add_column: {table: people, column: {name: age, type: int, default: "5"}}
			""";

	private static final String OF_CLIENT = "create view of_%1$s as select count(*) as number from public.orders";

	private static final List<String> VERSION_VIEWS = List.of("public_v1.users", "public_v2.people");

	@ParameterizedTest(name = "shapes known: {0}")
	@ValueSource(booleans = { true, false })
	void moveToTheBaseSchemaWhenTheVersionIsAborted(boolean known, TestDatabase database) throws SQLException {
		Releases releases = expanded(database, known);
		releases.abort();
		assertThat(views(database)).containsExactly("public.of_v1", "public.of_v2");
		try (Connection older = releases.attached("v1")) {
			requireResult(older, "select name from users", "a");
			requireResult(older, "select number from of_v2", "0");
		}
	}

	@ParameterizedTest(name = "shapes known: {0}")
	@ValueSource(booleans = { true, false })
	void moveToTheBaseSchemaWhenTheVersionIsCompleted(boolean known, TestDatabase database) throws SQLException {
		Releases releases = expanded(database, known);
		releases.complete();
		assertThat(views(database)).containsExactly("public.of_v1", "public.of_v2");
		try (Connection newer = releases.attached("v2")) {
			requireResult(newer, "select age from people", "5");
			requireResult(newer, "select number from of_v1", "0");
		}
	}

	@Test
	void moveToTheBaseSchemaWhenAnotherVersionIsAdded(TestDatabase database) throws SQLException {
		Releases releases = expanded(database, true);
		releases.expand("- create_table: {name: notes, columns: [{name: id, type: int, pk: true}]}");
		assertThat(views(database)).containsExactly("public.of_v1", "public.of_v2", "public_v1.users",
				"public_v2.people", "public_v3.people");
	}

	private static Releases expanded(TestDatabase database, boolean known) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(SECOND);
		assertThat(views(database)).isEqualTo(VERSION_VIEWS);
		for (String version : List.of("v1", "v2")) {
			try (Connection client = releases.attached(version); Statement statement = client.createStatement()) {
				statement.execute(OF_CLIENT.formatted(version));
			}
		}
		if (!known) {
			database.jdbc().sql("update versioned_schema.run set inputs = null").update();
		}
		return releases;
	}

	private static void requireResult(Connection client, String query, String value) throws SQLException {
		try (Statement statement = client.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getString(1)).isEqualTo(value);
		}
	}

	private static List<String> views(TestDatabase database) {
		return database.jdbc()
			.sql("select schemaname || '.' || viewname from pg_views where schemaname like 'public%' order by 1")
			.query(String.class)
			.list();
	}

}

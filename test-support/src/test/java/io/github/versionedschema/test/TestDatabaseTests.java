package io.github.versionedschema.test;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class TestDatabaseTests {

	@BeforeEach
	void createTable(TestDatabase database) {
		database.jdbc().sql("create table only_once (id int)").update();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void everyInvocationHasAFreshDatabase(int id, TestDatabase database) {
		database.jdbc().sql("insert into only_once values (?)").param(id).update();
		assertThat(database.jdbc().sql("select count(*) from only_once").query(Long.class).single()).isOne();
	}

	@Test
	void aCopyHasTheContentOfItsMoment(TestDatabase database) {
		database.jdbc().sql("insert into only_once values (1)").update();
		try (TestDatabase copy = database.copy()) {
			database.jdbc().sql("insert into only_once values (2)").update();
			assertThat(copy.jdbc().sql("select id from only_once").query(Integer.class).list()).containsExactly(1);
		}
	}

	@Test
	void commitsWaitAsInProduction(TestDatabase database) {
		assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
	}

	@Test
	void urlKeepsTheParametersOfItsServer() {
		TestServer server = new TestServer("jdbc:postgresql://[::1]:5433/postgres?sslmode=require", "me", "secret");
		assertThat(server.url("other")).isEqualTo("jdbc:postgresql://[::1]:5433/other?sslmode=require");
	}

	@Test
	void databaseInUseIsDroppedWithItsRoles() throws SQLException {
		TestServer server = TestServer.shared();
		TestDatabase database = server.createDatabase();
		String role = database.createRole();
		try (Connection connection = database.dataSource(role, role).getConnection()) {
			assertThat(connection.isValid(10)).isTrue();
			database.close();
			assertThat(connection.isValid(10)).isFalse();
		}
		assertThat(server.jdbc().sql("select datname from pg_database").query(String.class).list())
			.doesNotContain(database.name());
		assertThat(server.jdbc().sql("select rolname from pg_roles").query(String.class).list()).doesNotContain(role);
	}

	private static String setting(TestDatabase database, String name) {
		return database.jdbc().sql("select current_setting(?)").param(name).query(String.class).single();
	}

	@Nested
	class WithDatabaseOfTheClass {

		private final TestDatabase database;

		WithDatabaseOfTheClass(TestDatabase database) {
			this.database = database;
		}

		@Test
		void methodsShareIt(TestDatabase database) {
			assertThat(database).isSameAs(this.database);
		}

	}

}

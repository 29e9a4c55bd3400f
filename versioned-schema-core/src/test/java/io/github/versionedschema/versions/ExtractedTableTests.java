package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that rows of a table which one version has extracted from another reach all live
 * versions.
 */
@PostgresTest
class ExtractedTableTests {

	private static final CaseFile VERSIONS = CaseFile
		.of("live-versions/a-table-that-is-extracted-from-a-changed-one.yaml");

	@Test
	void eachVersionSeesWhatAnyOtherWrites(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, VERSIONS.text("given"));
		VERSIONS.migrations().forEach(releases::expand);
		try (Connection one = releases.attached("v1");
				Connection two = releases.attached("v2");
				Connection three = releases.attached("v3");
				Connection four = releases.attached("v4")) {
			execute(one, "insert into users values (6, 6, 'guest', 6)");
			assertThat(rows(three, "select role, n from members where user_id = 6")).containsExactly("(guest,n6)");
			assertThat(rows(four, "select kind, n from members where user_id = 6")).containsExactly("(GUEST,n6)");
			execute(two, "update users set account_id = 60, n = 'n7' where id = 6");
			assertThat(rows(four, "select account_id, kind, n from members where user_id = 6"))
				.containsExactly("(60,GUEST,n7)");
			execute(four, "update members set kind = 'BOSS', account_id = 61 where user_id = 6");
			assertThat(rows(one, "select account, role from users where id = 6")).containsExactly("(61,boss)");
			execute(three, "update members set role = 'chief' where user_id = 6");
			assertThat(rows(two, "select account_id, role from users where id = 6")).containsExactly("(61,chief)");
			assertThat(rows(four, "select kind from members where user_id = 6")).containsExactly("(CHIEF)");
			execute(four,
					"begin; insert into users (id) values (7); insert into members (account_id, user_id, kind) values (7, 7, 'NEW'); commit");
			assertThat(rows(one, "select account, role from users where id = 7")).containsExactly("(7,new)");
			execute(one, "delete from users where id = 7");
			assertThat(rows(four, "select kind from members where user_id = 7")).isEmpty();
		}
		releases.completeTo("v2");
		try (Connection two = releases.attached("v2"); Connection four = releases.attached("v4")) {
			execute(two, "update users set role = 'two' where id = 6");
			assertThat(rows(four, "select kind from members where user_id = 6")).containsExactly("(TWO)");
			execute(four, "update members set kind = 'FOUR' where user_id = 6");
			assertThat(rows(two, "select role from users where id = 6")).containsExactly("(four)");
		}
		releases.completeTo("v3");
		try (Connection three = releases.attached("v3"); Connection four = releases.attached("v4")) {
			execute(three, "update members set role = 'three' where user_id = 6");
			execute(three, "insert into users (id) values (8)");
			assertThat(rows(four, "select kind from members where user_id = 6")).containsExactly("(THREE)");
		}
	}

	private static void execute(Connection connection, String sql) {
		client(connection).sql(sql).update();
	}

	private static List<String> rows(Connection connection, String sql) {
		return client(connection).sql("select t::text from (%s) as t".formatted(sql)).query(String.class).list();
	}

	private static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

}

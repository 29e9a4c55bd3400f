package io.github.versionedschema.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which rows a backfill finds unfilled.
 */
@PostgresTest
class FillStatementsTests {

	private static final PageRange FIRST_PAGE = new PageRange(0, 1);

	private static List<String> unfilled(TestDatabase database, Connection connection) throws SQLException {
		Part part = new PartQuery(database.jdbc()).partsOf("public", "t").get(0);
		Action.Backfill fill = new Action.Backfill("public", "t", "b = a, c = a", null, List.of("b", "c"));
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(new FillStatements(fill, part, List.of()).rows(FIRST_PAGE))) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

	@Test
	void areThoseWithoutAnyValue(TestDatabase database) throws SQLException {
		database.jdbc()
			.sql("create table t (a int, b int, c int); insert into t values (1, null, null), (2, 2, null), (3, null, 3), (4, null, null)")
			.update();
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(unfilled(database, connection)).containsExactly("(0,1)", "(0,4)");
		}
	}

	@Test
	void areTheSameAfterARewriteOfTheTable(TestDatabase database) throws SQLException {
		database.jdbc()
			.sql("create table t (a int, b int, c int); insert into t values (1, null, null), (2, 2, 2)")
			.update();
		database.jdbc().sql("alter table t add extra uuid default gen_random_uuid()").update();
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(unfilled(database, connection)).containsExactly("(0,1)");
		}
	}

	@Test
	void areNotThoseThatTheTransactionHasWrittenWithoutAValue(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table t (a int, b int, c int); insert into t values (null)").update();
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("update t set b = a");
			assertThat(unfilled(database, connection)).isEmpty();
			connection.rollback();
		}
	}

}

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
 * Which rows a backfill finds unfilled.
 */
@PostgresTest
class FillStatementsTests {

	private static final PageRange FIRST_PAGE = new PageRange(0, 1);

	private static List<String> unfilled(TestDatabase database, Connection connection, String startXid)
			throws SQLException {
		Part part = new PartQuery(database.jdbc()).partsOf("public", "t").get(0);
		Action.Backfill fill = new Action.Backfill("public", "t", "b = a", null, List.of("b"));
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement
					.executeQuery(new FillStatements(fill, part, List.of(), startXid).rows(FIRST_PAGE))) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

	private static String transactionOf(TestDatabase database) {
		return database.jdbc().sql("select pg_current_xact_id()::text").query(String.class).single();
	}

	@Test
	void areThoseFromBeforeItBegan(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table t (a int, b int); insert into t values (1)").update();
		String start = transactionOf(database);
		database.jdbc().sql("insert into t values (2)").update();
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(unfilled(database, connection, start)).containsExactly("(0,1)");
		}
	}

	/**
	 * Transactions are numbered in a circle. A transaction goes by the number that was
	 * next when it first asked, and so sees a row from far beyond it as one from the
	 * other half of the circle, without two thousand million transactions.
	 */
	@Test
	void areThoseFromTheOtherHalfOfTheCircleToo(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table t (a int, b int)").update();
		String start = transactionOf(database);
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("select age('3'::xid)");
			database.jdbc().sql("insert into t values (1)").update();
			assertThat(unfilled(database, connection, start)).isEmpty();
			database.jdbc().sql("""
					do $$
					begin
						perform set_config('synchronous_commit', 'off', false);
						for i in 1..101000 loop
							perform pg_current_xact_id();
							commit;
						end loop;
					end
					$$
					""").update();
			database.jdbc().sql("insert into t values (2)").update();
			assertThat(unfilled(database, connection, start)).containsExactly("(0,2)");
			connection.rollback();
		}
	}

}

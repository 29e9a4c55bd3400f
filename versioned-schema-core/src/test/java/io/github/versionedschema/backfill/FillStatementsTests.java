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

	private static FillStatements statements(TestDatabase database) {
		Part part = new PartQuery(database.jdbc()).partsOf("public", "t").get(0);
		return new FillStatements(new Action.Backfill("public", "t", "b = a, c = a", null, List.of("b", "c")), part,
				List.of());
	}

	private static List<String> unfilled(TestDatabase database, Connection connection) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(statements(database).rows(FIRST_PAGE))) {
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

	@Test
	void leaveThePagesOfRowsThatWereLockedEvenIfTheyAreFreeNow(TestDatabase database) throws SQLException {
		database.jdbc().sql("create table t (a int, b int, c int); insert into t values (1), (2)").update();
		FillStatements statements = statements(database);
		try (Connection client = database.dataSource().getConnection();
				Connection leader = database.dataSource().getConnection();
				Statement statement = leader.createStatement()) {
			client.setAutoCommit(false);
			client.createStatement().execute("select from t where a = 2 for update");
			leader.setAutoCommit(false);
			assertThat(statement.executeUpdate(statements.fillUnlocked(FIRST_PAGE, false))).isOne();
			client.rollback();
			assertThat(pages(statement, statements)).isEqualTo("{[0,1)}");
			leader.rollback();
		}
	}

	@Test
	void leaveNoPageOfRowsThatATriggerKeeps(TestDatabase database) throws SQLException {
		database.jdbc().sql("""
				create table t (a int, b int, c int);
				insert into t values (1);
				create function keep() returns trigger language plpgsql as 'begin return null; end';
				create trigger keep before update on t for each row execute function keep();
				""").update();
		FillStatements statements = statements(database);
		try (Connection leader = database.dataSource().getConnection();
				Statement statement = leader.createStatement()) {
			leader.setAutoCommit(false);
			assertThat(statement.executeUpdate(statements.fillUnlocked(FIRST_PAGE, false))).isZero();
			assertThat(pages(statement, statements)).isEqualTo("{}");
			leader.rollback();
		}
	}

	private static String pages(Statement statement, FillStatements statements) throws SQLException {
		try (ResultSet result = statement.executeQuery(statements.unfilledPages(FIRST_PAGE, false))) {
			result.next();
			return result.getString(1);
		}
	}

}

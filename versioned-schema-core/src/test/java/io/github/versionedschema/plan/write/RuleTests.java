package io.github.versionedschema.plan.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that NOT NULL is set without a table scan, as all clients wait for its lock.
 */
@PostgresTest
class RuleTests {

	@Test
	void aValidatedCheckSettlesNotNullWithoutAnotherScan(TestDatabase database) throws SQLException {
		List<String> told = new ArrayList<>();
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create table t (a int constraint t_a check (a is not null)); insert into t values (1)");
			statement.execute("set client_min_messages = debug1");
			for (String sql : Rule.settle("t", "a", "t_a")) {
				statement.execute(sql);
				for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning
					.getNextWarning()) {
					told.add(String.valueOf(warning.getMessage()));
				}
			}
		}
		assertThat(told).anyMatch((message) -> message.contains("sufficient to prove that it does not contain nulls"))
			.noneMatch((message) -> message.contains("verifying table"));
	}

}

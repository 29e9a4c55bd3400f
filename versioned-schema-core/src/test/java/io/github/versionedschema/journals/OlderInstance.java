package io.github.versionedschema.journals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance with an older build of this library, of which only the statements are left.
 *
 * @param database where it runs
 * @param statements the statements that it sends
 */
record OlderInstance(TestDatabase database, List<String> statements) {

	/**
	 * Runs the statements in one session, and returns the values that each of them reads.
	 */
	List<List<String>> run() throws SQLException {
		List<List<String>> results = new ArrayList<>();
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : this.statements) {
				results.add(statement.execute(sql) ? values(statement.getResultSet(), pid(connection)) : List.of());
			}
		}
		return results;
	}

	private static String pid(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
			row.next();
			return row.getString(1);
		}
	}

	private static List<String> values(ResultSet rows, String pid) throws SQLException {
		List<String> values = new ArrayList<>();
		while (rows.next()) {
			for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
				String value = String.valueOf(rows.getString(column));
				values.add(value.equals(pid) ? "the session's own process" : value);
			}
		}
		return values;
	}

	/** Returns results as they are if the journal has no run that is not finished. */
	static List<List<String>> withoutRun(List<List<String>> results) {
		return results.stream()
			.map((values) -> values.stream()
				.map((value) -> (value.startsWith("{") && value.contains("\"to_version\":")) ? "null" : value)
				.toList())
			.toList();
	}

	/**
	 * Requires that a result still has what it had. There may be more rows and keys, and
	 * a plan may have been made again.
	 */
	void requireContained(List<String> now, List<String> before) {
		assertThat(now).hasSizeGreaterThanOrEqualTo(before.size());
		assertThat(now.subList(0, before.size())).zipSatisfy(before, this::requireContained);
	}

	private void requireContained(String now, String before) {
		if (before.startsWith("{") || before.startsWith("[")) {
			assertThat(this.database.jdbc()
				.sql("select ?::jsonb @> (?::jsonb - 'plan')")
				.params(now, before)
				.query(Boolean.class)
				.single()).as("%s contains %s", now, before).isTrue();
		}
		else {
			assertThat(now).isEqualTo(before);
		}
	}

}

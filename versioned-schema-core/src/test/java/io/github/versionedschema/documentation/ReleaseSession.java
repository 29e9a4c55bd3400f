package io.github.versionedschema.documentation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A session of a release, which is attached to the version of the release.
 */
final class ReleaseSession implements AutoCloseable {

	private static final String TABLES = """
			select relname from pg_class where relkind in ('r', 'p', 'v') and pg_table_is_visible(oid)
			and (relnamespace = 'public'::regnamespace or relnamespace = current_schema()::regnamespace)
			""";

	private final Connection connection;

	/**
	 * Opens a session.
	 * @param database the database
	 * @param version the version of the release
	 */
	ReleaseSession(TestDatabase database, String version) {
		try {
			PGSimpleDataSource source = database.dataSource();
			source.setCurrentSchema("\"public_" + version + "\",public");
			this.connection = source.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		run("select versioned_schema.attach('" + version + "')");
	}

	/** Runs a statement, and returns a line for each row, or the error. */
	Stream<String> run(String sql) {
		try (Statement statement = this.connection.createStatement()) {
			return statement.execute(sql) ? lines(statement.getResultSet()).stream() : Stream.empty();
		}
		catch (PSQLException ex) {
			return Stream.of(error(Objects.requireNonNull(ex.getServerErrorMessage())));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** PostgreSQL 15 has other words for a table that the version does not have. */
	private static String error(ServerErrorMessage error) {
		return error.getSeverity() + ": " + Objects.requireNonNull(error.getMessage())
			.replaceFirst("^(\".+\") is a composite type$", "cannot open relation $1");
	}

	private static List<String> lines(ResultSet rows) throws SQLException {
		List<String> lines = new ArrayList<>();
		while (rows.next()) {
			List<String> values = new ArrayList<>();
			for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
				values.add(String.valueOf(rows.getString(column)));
			}
			lines.add(String.join(" | ", values));
		}
		return lines.isEmpty() ? List.of("no rows") : lines;
	}

	/** Returns the rows of all tables that the version has, by table. */
	Map<String, String> rows() {
		Map<String, String> rows = new TreeMap<>();
		run(TABLES).forEach((table) -> rows.put(table, String.join("\n",
				run("select to_jsonb(t) from %s t order by 1".formatted(Identifier.quote(table))).toList())));
		return rows;
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

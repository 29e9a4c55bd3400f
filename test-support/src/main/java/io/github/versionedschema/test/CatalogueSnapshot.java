package io.github.versionedschema.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Snapshot of everything that a schema contains, as lines of text that are equal for
 * equal content, so that leftovers of a migration are visible as a difference. It
 * includes the order of columns, but not rows, object identifiers and dropped columns.
 *
 * @param lines a line for each object, sorted
 */
public record CatalogueSnapshot(List<String> lines) {

	public CatalogueSnapshot {
		lines = List.copyOf(lines);
	}

	/**
	 * Takes a snapshot.
	 * @param connection a connection, which stays open
	 * @param schema the schema's name
	 * @return what the schema contains
	 */
	public static CatalogueSnapshot of(Connection connection, String schema) {
		JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		String path = client.sql("select current_setting('search_path')").query(String.class).single();
		// Names outside of pg_catalog are printed with their schema.
		setPath(client, "pg_catalog");
		try {
			return new CatalogueSnapshot(SnapshotSql.ALL.stream()
				.flatMap((sql) -> client.sql(sql).param("schema", schema).query(String.class).list().stream())
				.map((line) -> line.replace("\n", "\\n"))
				.sorted()
				.toList());
		}
		finally {
			setPath(client, path);
		}
	}

	private static void setPath(JdbcClient client, String path) {
		client.sql("select set_config('search_path', :path, false)").param("path", path).query().singleRow();
	}

	/**
	 * Takes a snapshot of a test's database.
	 * @param database the database
	 * @param schema the schema's name
	 * @return what the schema contains
	 */
	public static CatalogueSnapshot of(TestDatabase database, String schema) {
		try (Connection connection = database.dataSource().getConnection()) {
			return of(connection, schema);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the schemas of a test's database that were created by the engine.
	 * @param database the database
	 * @param schema the base schema
	 * @return the names of the version schemas and of the engine's schema
	 */
	public static List<String> foreignSchemas(TestDatabase database, String schema) {
		return database.jdbc()
			.sql("select nspname from pg_namespace where starts_with(nspname, :prefix) or nspname = 'versioned_schema'"
					+ " order by nspname")
			.param("prefix", schema + "_")
			.query(String.class)
			.list();
	}

	/**
	 * Returns the differences from an earlier snapshot.
	 * @param before an earlier snapshot
	 * @return the lines that are only in the earlier one, after a minus, and those that
	 * are only in this one, after a plus
	 */
	public List<String> changesSince(CatalogueSnapshot before) {
		Stream<String> gone = before.lines.stream().filter((line) -> !this.lines.contains(line)).map("- "::concat);
		Stream<String> come = this.lines.stream().filter((line) -> !before.lines.contains(line)).map("+ "::concat);
		return Stream.concat(gone, come).toList();
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}

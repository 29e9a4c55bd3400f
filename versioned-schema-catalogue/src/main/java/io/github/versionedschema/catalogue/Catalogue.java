package io.github.versionedschema.catalogue;

import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Everything that a schema contains, as lines of text that are equal for equal content,
 * so that leftovers of a migration are visible as a difference. It includes the order of
 * columns, but not rows, object identifiers and dropped columns.
 *
 * @param lines a line for each object, sorted
 */
public record Catalogue(List<String> lines) {

	public Catalogue {
		lines = List.copyOf(lines);
	}

	/**
	 * Reads the catalogue of a schema.
	 * @param connection a connection, which stays open
	 * @param schema the schema's name
	 * @return what the schema contains
	 */
	public static Catalogue of(Connection connection, String schema) {
		JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		String path = client.sql("select current_setting('search_path')").query(String.class).single();
		// Names outside of pg_catalog are printed with their schema.
		setPath(client, "pg_catalog");
		try {
			return new Catalogue(CatalogueSql.ALL.stream()
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
	 * Returns the differences from another catalogue.
	 * @param before the other catalogue
	 * @return the lines that are only in the other one, after a minus, and those that are
	 * only in this one, after a plus
	 */
	public List<String> changesSince(Catalogue before) {
		return Stream.concat(before.without(this).map("- "::concat), without(before).map("+ "::concat)).toList();
	}

	private Stream<String> without(Catalogue other) {
		Set<String> others = new HashSet<>(other.lines);
		return this.lines.stream().filter((line) -> !others.contains(line));
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}

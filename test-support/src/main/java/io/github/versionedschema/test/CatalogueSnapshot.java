package io.github.versionedschema.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.catalogue.Catalogue;

/**
 * Snapshot of a {@link Catalogue} of a test's database.
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
		return new CatalogueSnapshot(Catalogue.of(connection, schema).lines());
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
		return new Catalogue(this.lines).changesSince(new Catalogue(before.lines));
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}

package io.github.versionedschema.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import io.github.versionedschema.schema.read.CatalogueReader;
import io.github.versionedschema.test.TestDatabase;

/**
 * Creates catalogue objects and reads them.
 */
final class TestCatalogue {

	private TestCatalogue() {
	}

	static Catalogue read(TestDatabase database, String... statements) throws SQLException {
		for (String statement : statements) {
			database.jdbc().sql(statement).update();
		}
		try (Connection connection = database.dataSource().getConnection()) {
			return new CatalogueReader(connection).read("public", Set.of("versioned_schema", "public_next"));
		}
	}

	/**
	 * Reads the table {@code t}.
	 */
	static Table table(TestDatabase database, String... statements) throws SQLException {
		return read(database, statements).table("t").orElseThrow();
	}

	/**
	 * Reads the column {@code c} of the table {@code t}.
	 */
	static Column column(TestDatabase database, String... statements) throws SQLException {
		return table(database, statements).column("c").orElseThrow();
	}

	/**
	 * Reads the index {@code i} of the table {@code t}.
	 */
	static Index index(TestDatabase database, String... statements) throws SQLException {
		return table(database, statements).index("i").orElseThrow();
	}

	/**
	 * Reads the constraint {@code k} of the table {@code t}.
	 */
	static Constraint constraint(TestDatabase database, String... statements) throws SQLException {
		return table(database, statements).constraint("k").orElseThrow();
	}

}

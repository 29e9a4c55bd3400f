package io.github.versionedschema.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class CatalogueReaderTests {

	@Test
	void readsAnEmptySchema(TestDatabase database) throws SQLException {
		Catalogue catalogue = read(database);
		assertThat(catalogue.isEmpty()).isTrue();
		assertThat(catalogue.schemaOwner()).isEqualTo("pg_database_owner");
		assertThat(catalogue.tables()).isEmpty();
	}

	@Test
	void knowsWhetherThereIsNoSuchSchema(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			Catalogue catalogue = new CatalogueReader(connection).read("nowhere", Set.of());
			assertThat(catalogue.schemaOwner()).isNull();
			assertThat(catalogue.isEmpty()).isTrue();
		}
	}

	private static Catalogue read(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return new CatalogueReader(connection).read("public", Set.of("versioned_schema"));
		}
	}

}

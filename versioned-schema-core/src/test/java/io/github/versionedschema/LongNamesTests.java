package io.github.versionedschema;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.session.pin.PinnedVersion;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Names of base schema and versions from which a version schema's name cannot be made
 * without shortening.
 */
@PostgresTest
class LongNamesTests {

	private static final String VERSION = "v".repeat(80);

	private static final List<String> OPERATIONS = List.of(
			"- create_table: {name: t, columns: [{name: id, type: int, pk: true}, {name: a, type: text, nullable: true}]}",
			"- alter_column: {table: t, column: a, type: bigint, up: a::bigint, down: a::text}",
			"- rename_column: {table: t, from: a, to: b}");

	private static VersionedSchema schema(TestDatabase database, String base, int migrations) {
		List<Resource> files = IntStream.range(0, migrations).mapToObj(LongNamesTests::file).toList();
		List<Migration> read = new MigrationReader(Operations.types()).read(files);
		return VersionedSchema
			.builder(VersionedSchemaSettings.of(base), () -> database.dataSource().getConnection(), () -> read)
			.build();
	}

	private static Resource file(int number) {
		return NamedFile.migration(name(number), OPERATIONS.get(number));
	}

	/** The names differ at their ends only. */
	private static String name(int number) {
		return VERSION + number;
	}

	private static Connection attached(TestDatabase database, String base, String version, String schema)
			throws SQLException {
		PGSimpleDataSource dataSource = database.dataSource();
		dataSource.setCurrentSchema(Identifier.quote(schema) + "," + Identifier.quote(base));
		Connection connection = dataSource.getConnection();
		connection.createStatement()
			.execute("select versioned_schema.attach(%s, %s)".formatted(Identifier.literal(version),
					Identifier.literal(base)));
		return connection;
	}

	private static String value(Connection connection, String sql) throws SQLException {
		try (ResultSet result = connection.createStatement().executeQuery(sql)) {
			assertThat(result.next()).isTrue();
			return result.getString(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "b", "ä", "b \"" })
	void versionsOfABaseSchemaOf60BytesAreDistinct(String character, TestDatabase database) throws SQLException {
		int bytes = character.getBytes(StandardCharsets.UTF_8).length;
		String base = character.repeat(60 / bytes);
		database.jdbc().sql("create schema " + Identifier.quote(base)).update();
		try (VersionedSchema first = schema(database, base, 1);
				VersionedSchema second = schema(database, base, 2);
				VersionedSchema third = schema(database, base, 3)) {
			first.expand();
			CatalogueSnapshot before = CatalogueSnapshot.of(database, base);
			second.expand();
			third.expand();
			List<String> schemas = List.of(String.valueOf(first.usableSchema()), String.valueOf(second.usableSchema()),
					String.valueOf(third.usableSchema()));
			assertThat(schemas).doesNotHaveDuplicates().allMatch(Identifier::fits);
			assertThat(schemas).containsExactly(usual(base, 0), usual(base, 1), usual(base, 2));
			try (Connection one = attached(database, base, name(0), schemas.get(0));
					Connection two = attached(database, base, name(1), schemas.get(1));
					Connection three = attached(database, base, name(2), schemas.get(2))) {
				one.createStatement().execute("insert into t values (1, '7')");
				assertThat(value(two, "select pg_typeof(a) || ' ' || a from t")).isEqualTo("bigint 7");
				three.createStatement().execute("update t set b = 8");
				assertThat(value(one, "select pg_typeof(a) || ' ' || a from t")).isEqualTo("text 8");
			}
			third.abort(false);
			second.abort(false);
			assertThat(CatalogueSnapshot.of(database, base)).isEqualTo(before);
			third.expand();
			third.complete(false);
			try (Connection three = attached(database, base, name(2), String.valueOf(third.usableSchema()))) {
				assertThat(value(three, "select b from t")).isEqualTo("8");
			}
		}
	}

	private static String usual(String base, int number) {
		return new PinnedVersion(base, name(number), List.of()).usualSchema();
	}

	@Test
	void aBaseSchemaWhoseNameTheServerWouldTruncateIsRefused(TestDatabase database) {
		String base = "ä".repeat(32);
		assertThatIllegalArgumentException().isThrownBy(() -> schema(database, base, 1))
			.withMessageContaining(base)
			.withMessageContaining("longer than 63 bytes");
	}

}

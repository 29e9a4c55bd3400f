package io.github.versionedschema.migration;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.versionedschema.migration.ExampleOperations.AddColumn;
import io.github.versionedschema.migration.ExampleOperations.DropTable;
import io.github.versionedschema.migration.ExampleOperations.Sql;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.place.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests how files are read.
 */
class MigrationReaderTests {

	private final MigrationReader reader = new MigrationReader(ExampleOperations.TYPES);

	@Test
	void readsAMigrationWithItsOperationsAndTheirPlaces() {
		Migration migration = read("02_split.yaml", """
				# a comment
				description: Splits the name
				operations:
				  - drop_table: {name: a}

				  - sql:
				      up: SELECT 1
				      onComplete: true
				""");
		assertThat(migration.name()).isEqualTo("02_split");
		assertThat(migration.version()).isEqualTo("02_split");
		assertThat(migration.description()).isEqualTo("Splits the name");
		assertThat(migration.location()).isEqualTo("02_split.yaml");
		assertThat(migration.operations()).containsExactly(
				new SourcedOperation(new DropTable("a"), new Source("02_split.yaml", 4, 5, 1, "drop_table")),
				new SourcedOperation(new Sql("SELECT 1", true, null), new Source("02_split.yaml", 6, 5, 2, "sql")));
		assertThat(migration.operations().get(1).source()).hasToString("02_split.yaml:6 operation 2 (sql)");
	}

	@Test
	void refusesFilesThatAreTooLargeToBeMigrations() {
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> read("01.yaml", "# " + "x".repeat(2 * 1024 * 1024)))
			.withMessageContaining("more than 2,097,152 bytes")
			.withMessageContaining("Split it");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> read("01.yaml", "operations:\n" + "- drop_table: {name: a}\n".repeat(5001)))
			.withMessageContaining("5,001 operations");
	}

	@Test
	@Timeout(60)
	void readsNoMoreOfAFileThanAMigrationMayHave() {
		Resource endless = new AbstractResource() {

			@Override
			public String getDescription() {
				return "a file without an end";
			}

			@Override
			public String getFilename() {
				return "01.json";
			}

			@Override
			public InputStream getInputStream() {
				return new InputStream() {

					@Override
					public int read() {
						return ' ';
					}

				};
			}

		};
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> this.reader.read(List.of(endless)))
			.withMessageContaining("more than 2,097,152 bytes");
	}

	@Test
	void takesTheVersionFromTheFileIfItNamesOne() {
		Migration migration = read("02.json",
				"{\"name\": \"02\", \"version_schema\": \"v2\", \"operations\": [{\"drop_table\": {\"name\": \"a\"}}]}");
		assertThat(migration.name()).isEqualTo("02");
		assertThat(migration.version()).isEqualTo("v2");
	}

	@Test
	void keepsTheDescriptionOfAnOperation() {
		Migration migration = read("01.yaml", """
				operations:
				  - drop_table: {name: a, description: no longer needed}
				  - sql: {up: SELECT 1, description: it has one of its own}
				""");
		assertThat(migration.operations()).extracting(SourcedOperation::description)
			.containsExactly("no longer needed", null);
		assertThat(migration.operations().get(1).operation())
			.isEqualTo(new Sql("SELECT 1", false, "it has one of its own"));
	}

	@Test
	void repeatsWhatAnAliasStandsFor() {
		Migration migration = read("01.yaml", """
				operations:
				  - add_column: {table: &table users, column: &column {name: a, type: int}}
				  - add_column: {table: *table, column: *column, up: "1"}
				""");
		assertThat(migration.operations().get(1).operation()).isEqualTo(new AddColumn("users",
				new ColumnDefinition("a", "int", false, false, false, null, null, null, null, null), "1"));
	}

	@Test
	void keepsTextOfSeveralLinesAndWordsThatLookLikeOtherValues() {
		assertThat(operation("operations:\n  - sql:\n      up: |\n        SELECT 1;\n        SELECT 2\n"))
			.isEqualTo(new Sql("SELECT 1;\nSELECT 2\n", false, null));
		assertThat(operation("operations: [{drop_table: {name: no}}]")).isEqualTo(new DropTable("no"));
		assertThat(operation("operations: [{drop_table: {name: 01_t}}]")).isEqualTo(new DropTable("01_t"));
	}

	@Test
	void takesWordsForWhatPeopleMeanByThem() {
		assertThat(operation("operations: [{sql: {up: NULL}}]")).isEqualTo(new Sql("NULL", false, null));
		assertThat(operation("operations: [{sql: {up: '~'}}]")).isEqualTo(new Sql("~", false, null));
		assertThat(operation("operations: [{sql: {up: 'true'}}]")).isEqualTo(new Sql("true", false, null));
		assertThat(operation("operations: [{sql: {up: !!str 1, onComplete: TRUE}}]"))
			.isEqualTo(new Sql("1", true, null));
	}

	@Test
	void ignoresAByteOrderMark() {
		assertThat(operation("\uFEFFoperations: [{drop_table: {name: a}}]")).isEqualTo(new DropTable("a"));
	}

	@Test
	void ordersByNumbersAsNumbersAndIgnoresOtherFiles() {
		List<Migration> migrations = this.reader.read(List.of(dropTable("10_x.yaml"), dropTable("2_x.yml"),
				dropTable("02_x.yaml"), dropTable("2_b.YAML"), dropTable("1.yaml"), new NamedFile("README.md", "x"),
				new NamedFile("a.sql", "x"), new NamedFile("noextension", "x")));
		assertThat(migrations).extracting(Migration::name).containsExactly("1", "2_b", "02_x", "2_x", "10_x");
	}

	@Test
	void readsNoFilesAsNoMigrations() {
		assertThat(this.reader.read(List.of())).isEmpty();
	}

	private Operation operation(String yaml) {
		return operation("01.yaml", yaml);
	}

	private Operation operation(String file, String text) {
		return read(file, text).operations().get(0).operation();
	}

	private Migration read(String file, String text) {
		return this.reader.read(List.of(new NamedFile(file, text.getBytes(StandardCharsets.UTF_8)))).get(0);
	}

	private static NamedFile dropTable(String file) {
		return new NamedFile(file, "operations: [{drop_table: {name: a}}]");
	}

}

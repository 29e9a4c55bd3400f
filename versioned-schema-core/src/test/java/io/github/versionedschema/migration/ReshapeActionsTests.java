package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which operations the actions of Reshape's files become. Each file of the folder
 * {@code reshape-actions} becomes those of the native file of its name.
 */
class ReshapeActionsTests {

	private final MigrationReader reader = new MigrationReader(Operations.types());

	static Stream<TestFile> files() {
		return TestFile.all("reshape-actions/*.toml");
	}

	@ParameterizedTest
	@MethodSource("files")
	void areTheOperationsOfTheNativeFile(TestFile file) {
		assertThat(operations(file)).isEqualTo(operations(file.beside("yaml")));
	}

	@Test
	void foreignKeysHaveTheNamesThatPostgresqlGivesThem() {
		String table = "t".repeat(40);
		String column = "c".repeat(40);
		assertThat(read("01.toml", """
				[[actions]]
				type = "create_table"
				name = "%1$s"
				primary_key = ["%2$s"]
				columns = [{ name = "%2$s", type = "int" }]
				foreign_keys = [
				  { columns = ["%2$s"], referenced_table = "a", referenced_columns = ["id"] },
				  { columns = ["%2$s"], referenced_table = "b", referenced_columns = ["id"] },
				]
				""".formatted(table, column)).operations().toString()).contains(
				"[name=%s_%s_fkey, ".formatted("t".repeat(29), "c".repeat(28)),
				"[name=%s_%s_fkey1, ".formatted("t".repeat(28), "c".repeat(28)));
	}

	@Test
	void messagesAboutAnOperationNameItsAction() {
		Migration migration = read("02_users.toml", """
				description = "Renames"

				[[actions]]
				type = "remove_table"
				table = "a"

				[[actions]]
				type = "alter_column"
				table = "b"
				column = "c"
				up = "c + 1"
				changes = { name = "d" }
				""");
		assertThat(migration.name()).isEqualTo("02_users");
		assertThat(migration.version()).isEqualTo("02_users");
		assertThat(migration.description()).isEqualTo("Renames");
		Source alteration = new Source("02_users.toml", 7, 1, 2, "alter_column");
		assertThat(migration.operations()).extracting(SourcedOperation::source)
			.containsExactly(new Source("02_users.toml", 3, 1, 1, "remove_table"), alteration, alteration);
	}

	@Test
	void theChecksumIsThatOfTheActions() {
		Migration toml = read("1.toml", """
				# moods
				[[actions]]
				type = "create_enum"
				name = "mood"
				values = ["sad"]
				""");
		Migration json = read("1.json", """
				{"actions": [{"name": "mood", "values": ["sad"], "type": "create_enum"}]}
				""");
		assertThat(toml.checksum()).isEqualTo(json.checksum())
			.isEqualTo("ed674181efa4e1e4b7015ec85ea84edc7437f764bc7afead81203ac432ec6a19");
		assertThat(toml.operations()).extracting(SourcedOperation::operation)
			.isEqualTo(json.operations().stream().map(SourcedOperation::operation).toList());
	}

	@Test
	void aFolderMayHaveFilesOfBothDialects() {
		List<Migration> migrations = this.reader
			.read(List.of(new NamedFile("10.yaml", "operations: [{drop_table: {name: a}}]"),
					new NamedFile("2.toml", "actions = [{ type = \"remove_table\", table = \"a\" }]"),
					new NamedFile("3.toml", "[[operations]]\ndrop_table.name = \"a\"")));
		assertThat(migrations).extracting(Migration::location).containsExactly("2.toml", "3.toml", "10.yaml");
		assertThat(migrations).extracting((migration) -> migration.operations().get(0).operation())
			.containsOnly(migrations.get(0).operations().get(0).operation());
	}

	private List<Operation> operations(TestFile file) {
		return read(file.fileName(), file.text()).operations().stream().map(SourcedOperation::operation).toList();
	}

	private Migration read(String file, String text) {
		return this.reader.read(List.of(new NamedFile(file, text))).get(0);
	}

}

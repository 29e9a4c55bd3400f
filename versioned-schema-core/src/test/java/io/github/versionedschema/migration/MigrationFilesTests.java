package io.github.versionedschema.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests what is known about the migrations of a folder before they are read. */
class MigrationFilesTests {

	@TempDir
	private Path folder;

	@Test
	void knowsNamesAndVersionWithoutReadingAnyFile() throws IOException {
		write("10_c.yaml", "neither read: [");
		write("2_b.yaml", "nor this");
		write("README.md", "text");
		MigrationFiles files = new MigrationFiles(() -> {
			throw new AssertionError("Files were read");
		}, folder());
		assertThat(files.names()).containsExactly("2_b", "10_c");
		assertThat(files.version()).isEqualTo("10_c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{version_schema: summer, operations: [{drop_table: {name: a}}]}",
			"{\"version\\u005fschema\": \"summer\", \"operations\": [{\"drop_table\": {\"name\": \"a\"}}]}" })
	void readsTheVersionThatAFileGivesItself(String content) throws IOException {
		write("1_a.yaml", content);
		assertThat(files().version()).isEqualTo("summer");
	}

	@Test
	void knowsNoVersionWithoutMigrations() throws IOException {
		write("README.md", "text");
		assertThat(files().version()).isNull();
	}

	@Test
	void takesNoNameThatTwoFilesHave() throws IOException {
		write("1_a.yaml", "operations: [{drop_table: {name: a}}]");
		write("1_a.json", "{\"operations\": [{\"drop_table\": {\"name\": \"a\"}}]}");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(files()::version)
			.withMessageContaining("2 files define the migration '1_a'");
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(this.folder.resolve(name), content);
	}

	private MigrationFiles files() {
		return new MigrationFiles(() -> new MigrationReader(ExampleOperations.TYPES), folder());
	}

	private MigrationFolder folder() {
		return new MigrationFolder(new PathMatchingResourcePatternResolver(), List.of("file:" + this.folder));
	}

}

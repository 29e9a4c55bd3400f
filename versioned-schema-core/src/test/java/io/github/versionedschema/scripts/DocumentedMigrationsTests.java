package io.github.versionedschema.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the examples of {@code docs/migrations.md} do what the page says.
 */
@PostgresTest
class DocumentedMigrationsTests {

	private static final Path PAGE = Path.of("..", "docs", "migrations.md");

	static Stream<Change> examples() throws IOException {
		String given = blocks("sql").get(0);
		List<String> files = blocks("yaml");
		return files.stream()
			.map((file) -> new Change("example " + (files.indexOf(file) + 1), given, operations(file), List.of(),
					List.of()));
	}

	private static String operations(String file) {
		assertThat(file).startsWith("operations:\n");
		return file.substring("operations:\n".length());
	}

	private static List<String> blocks(String language) throws IOException {
		List<String> blocks = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(Files.readString(PAGE))
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		assertThat(blocks).isNotEmpty();
		return blocks;
	}

	/** PostgreSQL cannot remove a value of an enum. */
	private static boolean leavesNoTrace(Change example) {
		return !example.operations().contains("add_value") || example.operations().contains("down");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void canBeAbortedAndCompleted(Change example, TestDatabase database) {
		Release release = Release.installed(database, example);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			second.expand();
			assertThat(second.verify()).allSatisfy((verification) -> assertThat(verification.rows()).isZero());
			second.abort(false);
			if (leavesNoTrace(example)) {
				assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			}
			second.expand();
			assertThat(second.complete(false).changed()).isTrue();
			assertThat(CatalogueSnapshot.of(database, "public")).isNotEqualTo(before);
		}
	}

}

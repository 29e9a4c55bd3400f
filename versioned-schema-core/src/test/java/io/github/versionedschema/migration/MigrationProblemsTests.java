package io.github.versionedschema.migration;

import java.util.stream.Stream;

import io.github.versionedschema.cases.TestFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.versionedschema.migration.ReadProblems.problems;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the messages about files with the wrong content, or with content of Reshape's
 * files that is not supported.
 */
class MigrationProblemsTests {

	static Stream<TestFile> files() {
		return Stream.of("migration-problems", "reshape-problems", "syntax-problems").flatMap(ReadProblems::files);
	}

	@ParameterizedTest
	@MethodSource("files")
	void saysWhatIsWrongAndWhere(TestFile file) {
		assertThat(problems(new NamedFile(file.fileName(), file.text())))
			.containsExactlyElementsOf(ReadProblems.expected(file));
	}

}

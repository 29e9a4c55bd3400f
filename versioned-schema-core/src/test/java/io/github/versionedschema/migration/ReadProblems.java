package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.migration.place.Problem;
import org.junit.jupiter.params.provider.Arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Problems of files that are refused.
 */
final class ReadProblems {

	private static final MigrationReader READER = new MigrationReader(ExampleOperations.TYPES);

	private ReadProblems() {
	}

	static List<String> problems(NamedFile... files) {
		InvalidMigrationsException exception = catchThrowableOfType(InvalidMigrationsException.class,
				() -> READER.read(List.of(files)));
		assertThat(exception).as("the files are refused").isNotNull();
		return exception.problems().stream().map(Problem::toString).toList();
	}

	/** Returns the files of a folder that are refused. */
	static Stream<TestFile> files(String folder) {
		return TestFile.all(folder + "/*").filter((file) -> !file.fileName().endsWith(".txt"));
	}

	/**
	 * Returns the problems of a file: the text file of its name has them without its
	 * name.
	 */
	static List<String> expected(TestFile file) {
		return file.beside("txt").text().lines().map((problem) -> file.fileName() + ":" + problem).toList();
	}

	static Arguments yaml(String text, String... problems) {
		return arguments("01.yaml", text, List.of(problems));
	}

	static Arguments json(String text, String... problems) {
		return arguments("01.json", text, List.of(problems));
	}

}

package io.github.versionedschema.migration;

import java.util.List;

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

	static Arguments yaml(String text, String... problems) {
		return arguments("01.yaml", text, List.of(problems));
	}

	static Arguments toml(String text, String... problems) {
		return arguments("01.toml", text, List.of(problems));
	}

	static Arguments json(String text, String... problems) {
		return arguments("01.json", text, List.of(problems));
	}

}

package io.github.versionedschema.applications.libraries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The snippets of the page are parts of what the tests of this module run. */
class DataLibrariesPageTests {

	private static final Path PAGE = Path.of("../../docs/data-libraries.md");

	private static final Pattern SNIPPET = Pattern.compile("```\\w+\n(.*?)```", Pattern.DOTALL);

	@ParameterizedTest
	@MethodSource
	void theTestsUseEachSnippet(String snippet) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			assertThat(files.filter(Files::isRegularFile).filter((file) -> read(file).contains(snippet)).toList())
				.isNotEmpty();
		}
	}

	static List<String> theTestsUseEachSnippet() {
		List<String> snippets = SNIPPET.matcher(read(PAGE))
			.results()
			.map((MatchResult match) -> match.group(1))
			.collect(Collectors.toList());
		assertThat(snippets).isNotEmpty();
		return snippets;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

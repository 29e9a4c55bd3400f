package io.github.versionedschema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that classes stay small, in the sources of all modules.
 */
class SourceSizeTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final int LONGEST_FILE = 300;

	private static final int LONGEST_MEDIAN = 60;

	private static final Pattern DECLARATION = Pattern.compile(
			"^(?:public |final |abstract |sealed )*(?:class|record|interface|enum|@interface) ", Pattern.MULTILINE);

	@Test
	void noFileIsLonger() throws IOException {
		assertThat(sources()).filteredOn((source) -> lines(read(source)) > LONGEST_FILE).isEmpty();
	}

	@Test
	void halfOfAllClassesAreShorter() throws IOException {
		List<Long> lengths = sources().stream()
			.map(SourceSizeTests::declaration)
			.map(SourceSizeTests::lines)
			.sorted()
			.toList();
		assertThat(lengths.get(lengths.size() / 2)).isLessThan(LONGEST_MEDIAN);
	}

	/** Returns the class without its imports and Javadoc. */
	private static String declaration(Path source) {
		String text = read(source);
		Matcher declaration = DECLARATION.matcher(text);
		assertThat(declaration.find()).as(source.toString()).isTrue();
		return text.substring(declaration.start());
	}

	private static long lines(String text) {
		return text.lines().count();
	}

	private static String read(Path source) {
		try {
			return Files.readString(source);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> file.toUri().getPath().contains("/src/main/java/"))
				.filter((file) -> !file.endsWith("package-info.java"))
				.toList();
		}
	}

}

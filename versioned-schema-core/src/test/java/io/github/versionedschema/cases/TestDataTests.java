package io.github.versionedschema.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that migrations are files, unless they are so short that a test with them is
 * easier to read, in the tests of all modules. Templates are code.
 */
class TestDataTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final int LONGEST = 6;

	private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\n(.*?)\"\"\"(\\.formatted\\()?", Pattern.DOTALL);

	private static final Pattern OPERATIONS = Pattern.compile("^[ \\t]*(?:operations:|- \\w+:)", Pattern.MULTILINE);

	@Test
	void noClassHoldsALongMigration() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> file.toUri().getPath().contains("/src/test/java/"))
				.filter(TestDataTests::holdsALongMigration)).isEmpty();
		}
	}

	private static boolean holdsALongMigration(Path file) {
		try {
			return TEXT_BLOCK.matcher(Files.readString(file))
				.results()
				.filter((block) -> block.group(2) == null)
				.anyMatch((block) -> isLong(block.group(1)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isLong(String text) {
		Matcher operations = OPERATIONS.matcher(text);
		return operations.find() && text.substring(operations.start()).stripTrailing().lines().count() > LONGEST;
	}

}

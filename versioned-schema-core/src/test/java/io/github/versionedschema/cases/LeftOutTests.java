package io.github.versionedschema.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code .ci/run} runs what the build leaves out. Its second command runs the
 * tests of some modules without those in {@code .ci/not-on-newest}; its last command
 * names classes.
 */
class LeftOutTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern LEFT_OUT = Pattern.compile("^@Tag\\(\"thorough\"\\)$|\\bPart\\.ofThisRun\\(\\)",
			Pattern.MULTILINE);

	@ParameterizedTest
	@ValueSource(strings = { "versioned-schema-core", "versioned-schema-spring-boot-autoconfigure" })
	void testsOfTheSecondCommandAreNotExcludedFromIt(String module) throws IOException {
		List<PathMatcher> excluded = excluded();
		assertThat(leftOut(module).filter((test) -> excluded.stream().anyMatch((pattern) -> pattern.matches(test))))
			.allSatisfy(LeftOutTests::isNamed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application-tests", "rolling-update", "sample-app",
			"versioned-schema-spring-boot-starter-test" })
	void testsOfOtherModulesAreNamed(String module) throws IOException {
		assertThat(leftOut(module)).allSatisfy(LeftOutTests::isNamed);
	}

	@Test
	void whatIsNamedIsLeftOut() throws IOException {
		List<String> leftOut = leftOut("").map(LeftOutTests::className).toList();
		assertThat(named().split(",")).isSubsetOf(leftOut);
	}

	private static void isNamed(Path test) throws IOException {
		assertThat(named().split(",")).contains(className(test));
	}

	private static String className(Path test) {
		return test.getFileName().toString().replace(".java", "");
	}

	private static String named() throws IOException {
		return Pattern.compile("-Dtest=(\\S+)")
			.matcher(Files.readString(ROOT.resolve(".ci/run")))
			.results()
			.map((match) -> match.group(1))
			.findFirst()
			.orElseThrow();
	}

	private static List<PathMatcher> excluded() throws IOException {
		return Files.readAllLines(ROOT.resolve(".ci/not-on-newest"))
			.stream()
			.filter((line) -> line.endsWith(".java"))
			.map((line) -> FileSystems.getDefault().getPathMatcher("glob:" + line))
			.toList();
	}

	private static Stream<Path> leftOut(String module) throws IOException {
		try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
			return files.filter((file) -> file.toUri().getPath().contains("/src/test/java/"))
				.filter((file) -> file.toString().endsWith("Tests.java"))
				.filter(LeftOutTests::isLeftOut)
				.toList()
				.stream();
		}
	}

	private static boolean isLeftOut(Path test) {
		try {
			return LEFT_OUT.matcher(Files.readString(test)).find();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

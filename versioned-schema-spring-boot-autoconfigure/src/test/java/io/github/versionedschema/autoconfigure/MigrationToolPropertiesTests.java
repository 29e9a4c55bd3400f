package io.github.versionedschema.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page about properties of Flyway and Liquibase has all that Spring Boot
 * knows, and names only existing properties of this library.
 */
class MigrationToolPropertiesTests {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@ParameterizedTest
	@ValueSource(strings = { "Flyway", "Liquibase" })
	void everyPropertyOfTheToolHasARow(String tool) throws IOException {
		String prefix = "spring." + tool.toLowerCase() + ".";
		String endpoint = "management.endpoint." + tool.toLowerCase() + ".";
		assertThat(rows(tool).flatMap((row) -> codes(row.split("\\|")[1]))
			.map((name) -> name.startsWith(endpoint) ? name : prefix + name))
			.containsExactlyInAnyOrderElementsOf(known((name) -> name.startsWith(prefix) || name.startsWith(endpoint)));
	}

	@Test
	void everyPropertyOfThisLibraryExists() throws IOException {
		assertThat(CODE.matcher(page()).results().map((code) -> code.group(1)))
			.filteredOn((code) -> code.startsWith("versioned-schema."))
			.extracting((code) -> code.replaceFirst("=.*", ""))
			.isSubsetOf(known((name) -> name.startsWith("versioned-schema.")));
	}

	private static Stream<String> rows(String section) throws IOException {
		return page().lines()
			.dropWhile((line) -> !line.equals("## " + section))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("## "))
			.filter((line) -> line.startsWith("| `"));
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/flyway-and-liquibase-properties.md"));
	}

	private static Stream<String> codes(String cell) {
		return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1));
	}

	private static TreeSet<String> known(Predicate<String> filter) throws IOException {
		List<URL> metadata = Collections.list(MigrationToolPropertiesTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"));
		TreeSet<String> names = new TreeSet<>();
		for (URL resource : metadata) {
			try (InputStream content = resource.openStream()) {
				names.addAll(new JsonMapper().readTree(content)
					.get("properties")
					.valueStream()
					.map((property) -> property.get("name").asString())
					.filter(filter)
					.collect(Collectors.toSet()));
			}
		}
		return names;
	}

}

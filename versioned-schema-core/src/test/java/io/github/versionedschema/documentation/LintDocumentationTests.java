package io.github.versionedschema.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.lint.LintRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/lint.md} describes every rule and no other.
 */
class LintDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "lint.md");

	private static final Pattern RULE = Pattern.compile("`([a-z]+(_[a-z]+)+|cascades)`");

	@Test
	void describesEveryRule() throws IOException {
		List<String> rows = Files.readAllLines(PAGE).stream().filter((line) -> line.startsWith("| `")).toList();
		assertThat(rows.stream()
			.map((row) -> row.split(" \\| ")[0])
			.flatMap((cell) -> RULE.matcher(cell).results())
			.map((rule) -> rule.group(1))).containsAll(LintRule.keys());
	}

}

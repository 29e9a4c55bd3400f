package io.github.versionedschema.documentation;

import java.util.regex.Pattern;

import io.github.versionedschema.migration.lint.LintRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/lint.md} describes every rule and no other.
 */
class LintDocumentationTests {

	private static final Pattern SECTION = Pattern.compile("^## Rules for .*?(?=^## )",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern ROW = Pattern.compile("^\\| (`.*?) \\|", Pattern.MULTILINE);

	private static final Pattern RULE = Pattern.compile("`(.+?)`");

	@Test
	void describesEveryRule() {
		assertThat(SECTION.matcher(Page.of("lint.md").text())
			.results()
			.flatMap((section) -> ROW.matcher(section.group()).results())
			.flatMap((row) -> RULE.matcher(row.group(1)).results())
			.map((rule) -> rule.group(1))
			.distinct()).containsExactlyInAnyOrderElementsOf(LintRule.keys());
	}

}

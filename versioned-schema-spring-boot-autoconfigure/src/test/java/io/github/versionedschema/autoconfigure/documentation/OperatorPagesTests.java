package io.github.versionedschema.autoconfigure.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.support.ConfigurationMetadata;
import io.github.versionedschema.autoconfigure.support.ConfigurationMetadata.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the pages for operators name exists: properties, actions of the
 * endpoint, and the targets of links.
 */
class OperatorPagesTests {

	private static final Path FOLDER = Path.of("../docs");

	private static final Pattern PROPERTY = Pattern.compile("\\bversioned-schema\\.([a-z]+(?:[-.][a-z]+)*)");

	private static final Pattern ACTION = Pattern.compile("/actuator/schema-versions/([a-z-]+)");

	private static final Set<String> ACTIONS = Set.of("complete", "contract", "revert", "abort", "fill", "pause",
			"resume", "verify", "skip", "cancel", "dashboard");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	private final Set<String> properties = ConfigurationMetadata.read()
		.properties()
		.stream()
		.map(Property::shortName)
		.collect(Collectors.toSet());

	@ParameterizedTest
	@ValueSource(strings = { "rolling-out.md", "rolling-back.md", "operating.md", "connections.md", "security.md",
			"properties.md", "endpoint.md", "commands.md" })
	void whatThePageNamesExists(String page) throws IOException {
		String text = Files.readString(FOLDER.resolve(page));
		assertThat(matches(PROPERTY, text)).allMatch(this::isPropertyOrGroup);
		assertThat(matches(ACTION, text)).allMatch(ACTIONS::contains);
		assertThat(matches(LINK, text).stream().filter((link) -> !link.startsWith("http")))
			.allMatch((link) -> leadsSomewhere(page, link));
	}

	private static List<String> matches(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
	}

	/** A group is named where a table has one row for several properties. */
	private boolean isPropertyOrGroup(String name) {
		return this.properties.stream().anyMatch((known) -> known.equals(name) || known.startsWith(name + "."));
	}

	private static boolean leadsSomewhere(String page, String link) {
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? FOLDER.resolve(page) : FOLDER.resolve(parts[0]);
		return Files.exists(target) && (parts.length == 1 || anchors(target).anyMatch(parts[1]::equals));
	}

	/** Returns the anchors that GitHub gives to the headings of a page. */
	private static Stream<String> anchors(Path page) {
		try {
			return matches(HEADING, Files.readString(page)).stream()
				.map((heading) -> heading.toLowerCase(Locale.ROOT)
					.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit} _-]", "")
					.replace(' ', '-'));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

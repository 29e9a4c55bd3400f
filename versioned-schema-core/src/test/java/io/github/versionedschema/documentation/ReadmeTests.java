package io.github.versionedschema.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.documentation.GuideStep.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the README is short, and that its sample does what it shows.
 */
class ReadmeTests {

	private static final Page README = Page.of("../README.md");

	@Test
	void isShort() {
		assertThat(README.text().lines()).hasSizeLessThanOrEqualTo(120);
	}

	@Test
	void theSampleTakesTwoCommands() {
		assertThat(steps().stream().filter(Command.class::isInstance).map(Command.class::cast))
			.filteredOn(Command::isInstance)
			.extracting(Command::release)
			.containsExactly("release-1", "release-2");
	}

	@Test
	@Tag("soak")
	void theSampleDoesWhatTheReadmeShows(@TempDir Path folder) throws Exception {
		Map<String, Integer> ports = Guide.ports();
		Map<String, String> environment = Map.of("SAMPLE_DATA_DIRECTORY", folder.resolve("data").toString(),
				"SERVER_PORT", ports.get("8080").toString());
		try (Guide guide = new Guide(folder, environment, ports)) {
			for (GuideStep step : steps()) {
				guide.follow(step);
			}
		}
	}

	private static List<GuideStep> steps() {
		String text = README.text();
		return GuideStep
			.of(text.substring(text.indexOf("## Try the sample"), text.indexOf("## Use it in your application")));
	}

}

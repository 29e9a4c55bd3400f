package io.github.versionedschema.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.documentation.GuideStep.Command;
import io.github.versionedschema.documentation.GuideStep.Content;
import io.github.versionedschema.documentation.GuideStep.Stop;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a reader of {@code docs/getting-started.md} gets what the page shows: writes
 * its files, executes its commands, and compares their output.
 */
@PostgresTest
class GettingStartedTests {

	private static final Page PAGE = Page.of("getting-started.md");

	@Test
	void everyReleaseIsBuiltStartedAndStopped() {
		List<GuideStep> steps = GuideStep.of(PAGE.text());
		assertThat(steps.stream().filter(Command.class::isInstance).map(Command.class::cast)).extracting(Command::line)
			.filteredOn((line) -> line.startsWith("cp"))
			.containsExactly("cp target/clinic.jar release-1.jar", "cp target/clinic.jar release-2.jar",
					"cp target/clinic.jar release-3.jar");
		assertThat(steps.stream().filter(Stop.class::isInstance)).hasSize(3);
		assertThat(steps.stream().filter(Content.class::isInstance)).hasSizeGreaterThan(10);
	}

	@Test
	@Tag("soak")
	void theReaderGetsWhatThePageShows(TestDatabase database, @TempDir Path folder) throws Exception {
		Path application = Files.createDirectory(folder.resolve("clinic"));
		Map<String, Integer> ports = Guide.ports();
		Map<String, String> environment = Map.of("SPRING_DATASOURCE_URL", database.url(), "SPRING_DATASOURCE_USERNAME",
				database.user(), "SPRING_DATASOURCE_PASSWORD", database.password(), "SERVER_PORT",
				ports.get("8080").toString(), "MAVEN_OPTS", "-Dmaven.repo.local=" + Guide.repository(folder));
		try (Guide guide = new Guide(application, environment, ports)) {
			for (GuideStep step : GuideStep.of(PAGE.text())) {
				guide.follow(step);
			}
		}
		assertThat(columns(database)).containsExactly("city", "id", "name");
	}

	private static List<String> columns(TestDatabase database) {
		return database.jdbc()
			.sql("select attname from pg_attribute where attrelid = 'owners'::regclass and attnum > 0 "
					+ "and not attisdropped order by 1")
			.query(String.class)
			.list();
	}

}

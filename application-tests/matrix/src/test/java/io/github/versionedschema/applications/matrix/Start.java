package io.github.versionedschema.applications.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.versionedschema.test.TestDatabase;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The start of a cell's application on a database.
 *
 * @param cell what is started
 * @param database where its tables are
 * @param folder for its output
 */
record Start(Cell cell, TestDatabase database, Path folder) {

	/** Application name of the started applications. */
	static final String NAME = "new release";

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	RunningApplication begin() {
		List<String> arguments = new ArrayList<>(connection());
		arguments.addAll(List.of("--versioned-schema.expand.on=" + this.cell.mode(),
				"--versioned-schema.expand.poll-interval=100ms", "--uses=" + String.join(",", this.cell.uses())));
		arguments.addAll(this.cell.properties());
		return RunningApplication.start(this.cell.application(), this.folder, this.cell.jvm(), arguments);
	}

	private List<String> connection() {
		String url = this.database.url() + "?ApplicationName=" + NAME.replace(" ", "%20");
		if (this.cell.properties().contains("--spring.profiles.active=details")) {
			return List.of("--details.url=" + url, "--details.username=" + this.database.user(),
					"--details.password=" + this.database.password());
		}
		List<String> arguments = new ArrayList<>(List.of("--spring.datasource.username=" + this.database.user(),
				"--spring.datasource.password=" + this.database.password()));
		if (this.cell.properties().stream().anyMatch((property) -> property.contains("data-source-class-name"))) {
			arguments.addAll(List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/unused",
					"--spring.datasource.hikari.data-source-properties.url=" + url));
		}
		else {
			arguments.add("--spring.datasource.url=" + url);
		}
		return arguments;
	}

	/** Waits until the expand is blocked and the application waits for it. */
	void awaitHeldUp(RunningApplication application, Obstacle obstacle) {
		await(application, () -> this.cell.mode().equals("never") ? application.output().contains("Waiting for version")
				: obstacle.isReached());
		await(application, () -> Observation.of(application).hasAtLeast(Observation.expected(this.cell)));
	}

	/** Waits for a condition of a running application. */
	static void await(RunningApplication application, Callable<Boolean> condition) {
		Awaitility.await()
			.atMost(PATIENCE)
			.failFast(() -> assertThat(application.isAlive()).as("%s", application).isTrue())
			.untilAsserted(() -> assertThat(condition.call()).as("%s", application).isTrue());
	}

}

package io.github.versionedschema.applications.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.github.versionedschema.applications.matrix.Cell.Port;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications of the newer release start beside the older one, while the expand takes
 * long: nothing fails, and nobody sees anything but the newer version.
 */
@PostgresTest
class MatrixTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@TempDir
	private Path folder;

	static List<Cell> cells() {
		return System.getProperty("matrix.cells").equals("all") ? Matrix.all() : Matrix.representative();
	}

	@ParameterizedTest
	@MethodSource("cells")
	void startsDuringAnExpand(Cell cell, TestDatabase database) throws Exception {
		TwoReleases releases = new TwoReleases(database);
		releases.deployOld();
		try (OldRelease old = new OldRelease(database);
				Obstacle obstacle = new Obstacle(database);
				RunningApplication application = start(cell, database)) {
			awaitHeldUp(cell, application, obstacle);
			Observation held = Observation.of(application);
			assertThat(held).as("%s%n%s", cell, application).isEqualTo(Observation.expected(cell));
			assertThat(releases.attached(TwoReleases.OLD)).containsExactly("old release");
			obstacle.close();
			if (cell.mode().equals("never")) {
				releases.expand();
			}
			await(application, () -> application.hasAnnounced("availability ACCEPTING_TRAFFIC"));
			await(application, () -> looked(application).containsAll(cell.uses()));
			if (cell.port() != Port.NONE) {
				assertThat(application.manage("/actuator/health/readiness").status()).isEqualTo(200);
				assertThat(application.manage("/actuator/health/liveness").status()).isEqualTo(200);
				assertThat(application.get("/customers").body()).contains("\"Abel\"");
			}
			assertThat(application.sightings()).as("%s", application)
				.allMatch((line) -> line.endsWith(" looks") || line.endsWith(" saw public_" + TwoReleases.NEW));
			assertThat(releases.attached(TwoReleases.OLD)).containsExactly("old release");
			assertThat(releases.attached(TwoReleases.NEW)).containsExactly("new release");
			assertThat(old.failure()).isNull();
			assertThat(application.terminate(Duration.ofSeconds(30))).isTrue();
			assertThat(application.output()).doesNotContain("ERROR");
		}
	}

	private RunningApplication start(Cell cell, TestDatabase database) {
		List<String> arguments = new ArrayList<>(List.of(
				"--spring.datasource.url=" + database.url() + "?ApplicationName=new%20release",
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(), "--versioned-schema.expand.on=" + cell.mode(),
				"--versioned-schema.expand.poll-interval=100ms", "--uses=" + String.join(",", cell.uses())));
		arguments.addAll(cell.properties());
		return RunningApplication.start(cell.application(), this.folder, cell.jvm(), arguments);
	}

	private static void awaitHeldUp(Cell cell, RunningApplication application, Obstacle obstacle) {
		await(application, () -> cell.mode().equals("never") ? application.output().contains("Waiting for version")
				: obstacle.isReached());
		await(application, () -> Observation.of(application).hasAtLeast(Observation.expected(cell)));
	}

	private static void await(RunningApplication application, Callable<Boolean> condition) {
		Awaitility.await()
			.atMost(PATIENCE)
			.failFast(() -> assertThat(application.isAlive()).as("%s", application).isTrue())
			.untilAsserted(() -> assertThat(condition.call()).as("%s", application).isTrue());
	}

	private static Set<String> looked(RunningApplication application) {
		return application.sightings()
			.stream()
			.filter((line) -> line.contains(" saw "))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}

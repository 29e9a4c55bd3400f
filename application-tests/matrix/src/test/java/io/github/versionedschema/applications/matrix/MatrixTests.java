package io.github.versionedschema.applications.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.applications.matrix.Cell.Port;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that applications of the newer release start next to the older release during a
 * long expand: nothing fails, and every read sees the newer version.
 */
@PostgresTest
@Tag("thorough")
class MatrixTests {

	private static final Path REPORT = Path.of(System.getProperty("matrix.output"), "matrix.md");

	@TempDir
	private Path folder;

	static List<Cell> cells() {
		String chosen = System.getProperty("matrix.cells");
		return switch (chosen) {
			case "representative" -> Matrix.representative();
			case "all" -> Matrix.all();
			default -> Matrix.all().stream().filter((cell) -> cell.toString().matches(chosen)).toList();
		};
	}

	@BeforeAll
	static void beginReport() throws IOException {
		Files.deleteIfExists(REPORT);
	}

	@ParameterizedTest
	@MethodSource("cells")
	void startsDuringAnExpand(Cell cell, TestDatabase database) throws Exception {
		requireJava(cell);
		Start start = new Start(cell, database, this.folder);
		TwoReleases releases = new TwoReleases(database);
		releases.deployOld();
		try (OldRelease old = new OldRelease(database);
				Obstacle obstacle = new Obstacle(database);
				RunningApplication application = start.begin()) {
			start.awaitHeldUp(application, obstacle);
			Observation held = Observation.of(application);
			assertThat(held).as("%s%n%s", cell, application).isEqualTo(Observation.expected(cell));
			assertThat(releases.attached(TwoReleases.OLD)).containsExactly("old release");
			obstacle.close();
			if (cell.mode().equals("never")) {
				releases.expand();
			}
			else {
				// Name of the thread as abbreviated in the log.
				assertThat(application.output()).containsPattern("d-schema-leader].*Filling first_name");
			}
			Start.await(application, () -> application.hasAnnounced("availability ACCEPTING_TRAFFIC"));
			Start.await(application, () -> looked(application).containsAll(cell.uses()));
			if (cell.port() != Port.NONE) {
				assertThat(application.manage("/actuator/health/readiness").status()).isEqualTo(200);
				assertThat(application.manage("/actuator/health/liveness").status()).isEqualTo(200);
				assertThat(application.get("/customers").body()).as("%s%n%s", cell, application).contains("\"Abel\"");
			}
			assertThat(application.sightings()).as("%s%n%s", cell, application)
				.allMatch((line) -> line.endsWith(" looks") || line.endsWith(" saw public_" + TwoReleases.NEW));
			assertThat(releases.attached(TwoReleases.OLD)).containsExactly("old release");
			if (!looked(application).isEmpty()) {
				assertThat(releases.attached(TwoReleases.NEW)).containsExactly(Start.NAME);
			}
			assertThat(releases.strangers()).isEmpty();
			assertThat(old.failure()).isNull();
			assertThat(application.terminate(Duration.ofSeconds(30))).isTrue();
			assertThat(application.output()).as("%s", cell).doesNotContain("ERROR");
			report(cell, held);
		}
	}

	private static void requireJava(Cell cell) {
		if (cell.toString().contains("virtual")) {
			Assumptions.assumeTrue(RunningApplication.javaVersion() >= 21,
					"NOT CHECKED: virtual threads need -Dmatrix.java-home of a JDK from 21 on");
		}
	}

	/** Records the observation of a cell that meets its expectation. */
	private static void report(Cell cell, Observation held) throws IOException {
		Files.writeString(REPORT, "| %s | %s |%n".formatted(cell.asRow(), held.asRow()), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	private static Set<String> looked(RunningApplication application) {
		return application.sightings()
			.stream()
			.filter((line) -> line.contains(" saw "))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}

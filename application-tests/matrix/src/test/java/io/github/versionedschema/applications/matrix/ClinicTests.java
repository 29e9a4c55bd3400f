package io.github.versionedschema.applications.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application that adopts the starter as the README describes, and then changes
 * its schema in two releases, each of which is aborted once. No request fails from the
 * first deployment on.
 */
@PostgresTest
@EnabledIfSystemProperty(named = "matrix.cells", matches = "all", disabledReason = "run with -Pmatrix")
class ClinicTests {

	private static final int SOME = 400;

	@TempDir
	private Path folder;

	private TestDatabase database;

	private int deployments;

	@BeforeEach
	void remember(TestDatabase database) {
		this.database = database;
	}

	@Test
	void noRequestFailsFromTheFirstDeploymentOn() throws Exception {
		RunningApplication before = start("before");
		Visitors visitors = Visitors.to(before);
		try (visitors) {
			visitors.awaitServed(SOME);
			RunningApplication starter = replace(visitors, before, "default");
			RunningApplication phone = changeAndAbortAndChangeAgain(visitors, starter, "phone");
			RunningApplication names = changeAndAbortAndChangeAgain(visitors, phone, "names");
			visitors.close();
			assertThat(names.terminate(Duration.ofSeconds(30))).isTrue();
		}
		assertThat(visitors.failures()).isEmpty();
		assertThat(telephones()).isEqualTo(visitors.telephones());
		assertThat(this.database.jdbc().sql("select count(*) from visits").query(Long.class).single())
			.isEqualTo(visitors.pets());
	}

	private RunningApplication changeAndAbortAndChangeAgain(Visitors visitors, RunningApplication older,
			String release) {
		RunningApplication rolledBack = deployBeside(visitors, release);
		visitors.remove(rolledBack);
		assertThat(rolledBack.terminate(Duration.ofSeconds(30))).as("%s", rolledBack).isTrue();
		act(older, "abort");
		visitors.awaitServed(SOME);
		RunningApplication newer = replace(visitors, older, release);
		act(newer, "complete");
		visitors.awaitServed(SOME);
		return newer;
	}

	private RunningApplication deployBeside(Visitors visitors, String release) {
		RunningApplication application = start(release);
		visitors.add(application);
		visitors.awaitServed(SOME);
		return application;
	}

	private RunningApplication replace(Visitors visitors, RunningApplication older, String release) {
		RunningApplication newer = deployBeside(visitors, release);
		visitors.remove(older);
		assertThat(older.terminate(Duration.ofSeconds(30))).as("%s", older).isTrue();
		return newer;
	}

	private RunningApplication start(String release) {
		try {
			Path own = Files.createDirectory(this.folder.resolve("%d-%s".formatted(++this.deployments, release)));
			RunningApplication application = RunningApplication.start("clinic", own, List.of(),
					List.of("--spring.datasource.url=" + this.database.url(),
							"--spring.datasource.username=" + this.database.user(),
							"--spring.datasource.password=" + this.database.password(),
							"--spring.profiles.active=" + release));
			Start.await(application, () -> application.get("/actuator/health/readiness").status() == 200);
			return application;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Runs an operator action, and waits until the schema is steady again. */
	private static void act(RunningApplication application, String action) {
		assertThat(application.post("/actuator/schema-versions/" + action).status()).as("%s", application)
			.isEqualTo(202);
		Start.await(application,
				() -> application.get("/actuator/schema-versions")
					.body()
					.matches("(?s).*\"phase\":\"(STEADY|UNTOUCHED)\".*"));
	}

	private Map<Integer, String> telephones() {
		Map<Integer, String> telephones = new HashMap<>();
		this.database.jdbc().sql("select id, phone from owners").query((row) -> {
			telephones.put(row.getInt("id"), row.getString("phone"));
		});
		return telephones;
	}

}

package io.github.versionedschema.applications.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.applications.matrix.RunningApplication.Answer;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests further situations during startup.
 */
@PostgresTest
@EnabledIfSystemProperty(named = "matrix.cells", matches = "all", disabledReason = "run with -Pmatrix")
class StartTests {

	private TestDatabase database;

	@TempDir
	private Path folder;

	@BeforeEach
	void deployOld(TestDatabase database) {
		this.database = database;
		new TwoReleases(database).deployOld();
	}

	static List<Cell> stoppable() {
		return List.of(Cell.of("jdbc-client", "ready"), Cell.of("jdbc-client", "lifecycle"),
				Cell.of("jdbc-client", "startup").closed(), Cell.of("jdbc-client", "never"),
				Cell.of("jdbc-client", "ready").uses("post-construct").waits("post-construct").closed(),
				Cell.of("jdbc-client", "never").uses("post-construct").waits("post-construct").closed(),
				Cell.of("jdbc-client", "ready").uses("scheduled", "listener").waits("scheduled", "listener"),
				Cell.of("jpa", "ready").closed());
	}

	@ParameterizedTest
	@MethodSource("stoppable")
	void isStoppedDuringAnExpandAndLeavesNothingRunning(Cell cell) throws Exception {
		Start start = new Start(cell, this.database, this.folder);
		try (Obstacle obstacle = new Obstacle(this.database); RunningApplication application = start.begin()) {
			start.awaitHeldUp(application, obstacle);
			assertThat(application.terminate(Duration.ofSeconds(20))).as("%s", application).isTrue();
			Awaitility.await().untilAsserted(() -> assertThat(sessions()).isEmpty());
			assertThat(application.output()).doesNotContain("ACCEPTING_TRAFFIC", "APPLICATION FAILED TO START");
		}
	}

	private List<String> sessions() {
		return this.database.jdbc().sql("""
				select application_name || ': ' || query from pg_stat_activity
				 where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'obstacle'
				""").query(String.class).list();
	}

	@Test
	void requestsThatDoNotMindReadinessWait() throws Exception {
		Start start = new Start(Cell.of("jdbc-client", "ready").waits("request"), this.database, this.folder);
		try (Obstacle obstacle = new Obstacle(this.database); RunningApplication application = start.begin()) {
			Start.await(application, () -> !application.get("/actuator/health/liveness").isClosed());
			CompletableFuture<Answer> request = CompletableFuture.supplyAsync(() -> application.get("/customers"));
			start.awaitHeldUp(application, obstacle);
			assertThat(request).isNotDone();
			obstacle.close();
			assertThat(request.get().body()).contains("Abel");
		}
	}

	@Test
	void startedPoolIsRefusedAndExplained() {
		Start start = new Start(Cell.of("pools", "ready").with("--spring.profiles.active=sealed"), this.database,
				this.folder);
		try (RunningApplication application = start.begin()) {
			assertThat(application.awaitExit()).isEqualTo(1);
			assertThat(application.output()).contains("APPLICATION FAILED TO START",
					"DataSource 'sealedDataSource' cannot be pinned to the application's version of the schema: the pool "
							+ "was started before it could be pinned.",
					"Return a new HikariDataSource() that is configured by its setters");
		}
	}

	@Test
	void applicationWithAnEndEndsByItself() throws Exception {
		Start start = new Start(
				Cell.of("no-web", "ready").with("--scheduling=false").none().uses("runner").waits("runner"),
				this.database, this.folder);
		try (Obstacle obstacle = new Obstacle(this.database); RunningApplication application = start.begin()) {
			start.awaitHeldUp(application, obstacle);
			obstacle.close();
			assertThat(application.awaitExit()).as("%s", application).isZero();
			assertThat(application.sightings()).containsExactly("runner looks", "runner saw public_02_names");
		}
	}

}

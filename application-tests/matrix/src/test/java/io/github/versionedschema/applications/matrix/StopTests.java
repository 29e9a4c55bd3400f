package io.github.versionedschema.applications.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an expanding application can be stopped at any moment of its start: it stops
 * soon, leaves nothing running, and the next application resumes.
 */
@PostgresTest
@EnabledIfSystemProperty(named = "matrix.cells", matches = "all", disabledReason = "run with -Pmatrix")
class StopTests {

	private static final Logger logger = LoggerFactory.getLogger(StopTests.class);

	/**
	 * The promise is five seconds. A busy machine needs more for the part of a start that
	 * Spring does not interrupt.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	/** Enough rows for the backfill to take a while. */
	private static final int FURTHER_ROWS = 200_000;

	private TestDatabase database;

	private TwoReleases releases;

	@TempDir
	private Path folder;

	@BeforeEach
	void deployOld(TestDatabase database) {
		this.database = database;
		this.releases = new TwoReleases(database);
		this.releases.deployOld();
		database.jdbc()
			.sql("insert into customers select 1000 + i, 'Al Abel' from generate_series(1, ?) i")
			.params(FURTHER_ROWS)
			.update();
	}

	static List<Duration> moments() {
		return IntStream.rangeClosed(1, 24).mapToObj((number) -> Duration.ofMillis(250L * number)).toList();
	}

	@ParameterizedTest
	@MethodSource("moments")
	void endsSoonAndTheNextOneGoesOn(Duration moment) {
		Start start = new Start(Cell.of("jdbc-client", "startup"), this.database, this.folder);
		try (RunningApplication application = start.begin()) {
			Awaitility.await().pollDelay(moment).timeout(moment.plusSeconds(1)).until(() -> true);
			terminate(application, moment);
			assertThat(sessions()).as("%s", application).isEmpty();
			assertThat(application.output()).doesNotContain("ERROR");
		}
		try (RunningApplication application = start.begin()) {
			Start.await(application, () -> application.hasAnnounced("availability ACCEPTING_TRAFFIC"));
			assertThat(application.terminate(PATIENCE)).isTrue();
		}
		this.releases.complete();
		assertThat(this.database.jdbc()
			.sql("select count(*) from customers where first_name = 'Al' and last_name = 'Abel'")
			.query(Integer.class)
			.single()).isEqualTo(FURTHER_ROWS + 500);
	}

	private static void terminate(RunningApplication application, Duration moment) {
		long begin = System.nanoTime();
		assertThat(application.terminate(PATIENCE)).as("%s", application).isTrue();
		logger.info("Told to end {} ms after its start, it ended {} ms later", moment.toMillis(),
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
	}

	private List<String> sessions() {
		return this.database.jdbc().sql("""
				select application_name || ': ' || query from pg_stat_activity
				 where datname = current_database() and pid <> pg_backend_pid()
				""").query(String.class).list();
	}

}

package io.github.versionedschema.applications.matrix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which statements a start runs when there is nothing to do.
 */
class QuietStartTests {

	private static final String ROLE = "quiet_app";

	private static EmbeddedServer server;

	@TempDir
	private Path folder;

	@BeforeAll
	static void startServer() {
		server = EmbeddedServer.start(Map.of("shared_preload_libraries", "pg_stat_statements"));
		server.server().jdbc().sql("create role " + ROLE + " superuser login password 'postgres'").update();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@Test
	void runsAtMostFiveStatements() {
		try (TestDatabase database = server.server().createDatabase()) {
			TwoReleases releases = new TwoReleases(database);
			releases.deployOld();
			releases.expand();
			database.jdbc().sql("create extension pg_stat_statements").update();
			Start start = new Start(Cell.of("jdbc-client", "ready").with("--spring.datasource.hikari.username=" + ROLE),
					database, this.folder);
			try (RunningApplication application = start.begin()) {
				Start.await(application, () -> application.hasAnnounced("availability ACCEPTING_TRAFFIC"));
				assertThat(statements(database)).isNotEmpty().hasSizeLessThanOrEqualTo(5);
			}
		}
	}

	/** Returns the statements that the application ran, including repetitions. */
	private static List<String> statements(TestDatabase database) {
		return database.jdbc()
			.sql("""
					select s.query from pg_stat_statements s, generate_series(1, s.calls)
					 where s.userid = ?::regrole and s.dbid = (select oid from pg_database where datname = current_database())
					""")
			.param(ROLE)
			.query(String.class)
			.list();
	}

}

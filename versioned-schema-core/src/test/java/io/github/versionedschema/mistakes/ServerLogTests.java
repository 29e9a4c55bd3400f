package io.github.versionedschema.mistakes;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.session.pin.DriverConnections;
import io.github.versionedschema.session.pin.PinnedDataSource;
import io.github.versionedschema.session.pin.PinnedVersion;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the library causes no errors in the server log when nothing is wrong.
 */
class ServerLogTests {

	private static final Change CHANGE = new Change("a change",
			"create table t (id int primary key, a text unique); insert into t values (1, '1'), (2, '2')", """
					- alter_column: {table: t, column: a, type: int, nullable: false, up: "a::int", down: "a::text"}
					- create_index: {table: t, name: t_a, columns: [{column: a}]}
					- sql: {up: "create table u (id int)", down: "drop table u"}
					""", List.of(), List.of());

	private static final String FILE = "operations: [{sql: {up: create table t ()}}]";

	private static final String END = "the end";

	/** A slow machine takes more than one attempt. */
	private static final String REPEATED = "and repeats the transaction";

	private static EmbeddedServer server;

	@BeforeAll
	static void startServer() {
		server = EmbeddedServer
			.start(Map.of("logging_collector", "on", "log_min_messages", "error", "log_line_prefix", "%d:"));
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@Test
	void whatGoesAsItShouldLeavesNoErrorInTheLog() throws SQLException {
		try (TestDatabase database = server.server().createDatabase()) {
			openAhead(database);
			Release release = Release.installed(database, CHANGE);
			try (VersionedSchema second = release.second()) {
				second.status();
				second.usableSchema();
				second.validate();
				second.plan();
				second.expand();
				second.verify();
				second.status();
				second.abort(false);
				second.expand();
				openAhead(database);
				second.complete(false);
				second.status();
			}
			assertThat(errors(database)).isEmpty();
		}
	}

	@Test
	void theFirstContactOfAnEmptyDatabaseLeavesNoErrorInTheLog() throws SQLException {
		try (TestDatabase database = server.server().createDatabase()) {
			Release release = new Release(() -> database.dataSource().getConnection(), FILE, FILE);
			try (VersionedSchema second = release.second()) {
				second.status();
				second.usableSchema();
				second.isUsable();
				openAhead(database);
			}
			assertThat(errors(database)).isEmpty();
		}
	}

	private static void openAhead(TestDatabase database) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", database.user());
		properties.setProperty("password", database.password());
		try (PinnedDataSource pinned = new PinnedDataSource(new DriverConnections(database.url(), () -> properties),
				new PinnedVersion("public", Release.OLD, List.of()), () -> "public_" + Release.OLD, (refusal) -> {
				})) {
			pinned.openAhead();
		}
	}

	/**
	 * Returns errors of this database only: the server also logs sessions that other
	 * tests terminate. As log entries arrive late, a deliberate error marks the end.
	 */
	private static List<String> errors(TestDatabase database) {
		assertThatException().isThrownBy(() -> database.jdbc().sql("select '" + END + "'::int").query().singleRow());
		List<String> errors = await().until(() -> logged(database),
				(logged) -> logged.stream().anyMatch((line) -> line.contains(END)));
		return errors.stream().filter((line) -> !line.contains(END) && !line.endsWith(REPEATED)).toList();
	}

	private static List<String> logged(TestDatabase database) {
		return log(database).lines()
			.filter((line) -> line.startsWith(database.name() + ":ERROR:")
					|| line.startsWith(database.name() + ":FATAL:"))
			.toList();
	}

	private static String log(TestDatabase database) {
		return database.jdbc()
			.sql("select coalesce(pg_read_file(pg_current_logfile(), 0, 10000000, true), '')")
			.query(String.class)
			.single();
	}

}

package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.Presence;
import io.github.versionedschema.session.Versions;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What all tests of a {@link PinnedDataSource} need.
 */
abstract class PinnedTests {

	final List<AttachRefusedException> fenced = new ArrayList<>();

	final AtomicInteger opened = new AtomicInteger();

	/**
	 * The properties of the pinned connections, in the order in which they are opened.
	 */
	final List<Properties> properties = new CopyOnWriteArrayList<>();

	TestDatabase database;

	Versions versions;

	@BeforeEach
	void install(TestDatabase database) {
		this.database = database;
		this.versions = new Versions(database);
	}

	PinnedDataSource pinned(GatedVersion version) {
		return pinned(version, List.of(), version::schema);
	}

	PinnedDataSource pinned(GatedVersion version, List<String> further, BeforeFirstUse beforeFirstUse) {
		return pinned(version, further, beforeFirstUse, credentials("ApplicationName", "pinned"));
	}

	PinnedDataSource pinned(GatedVersion version, List<String> further, BeforeFirstUse beforeFirstUse,
			Properties properties) {
		DriverConnections connections = new DriverConnections(this.database.url(), () -> properties);
		return new PinnedDataSource((startUp) -> {
			if (startUp.containsKey("currentSchema")) {
				this.opened.incrementAndGet();
				this.properties.add((Properties) startUp.clone());
			}
			return connections.open(startUp);
		}, version(version, further), beforeFirstUse, this.fenced::add);
	}

	static PinnedVersion version(GatedVersion version, List<String> further) {
		return new PinnedVersion("public", version.name(), further);
	}

	Properties credentials(String name, String value) {
		Properties properties = new Properties();
		properties.setProperty("user", this.database.user());
		properties.setProperty("password", this.database.password());
		properties.setProperty(name, value);
		return properties;
	}

	/** The server ends a session shortly after the client closes it. */
	void awaitNoSession() {
		await().untilAsserted(() -> assertThat(this.database.jdbc()
			.sql("select pid from pg_stat_activity where application_name = 'pinned'")
			.query(Integer.class)
			.list()).isEmpty());
	}

	Presence presence() {
		return new Presence(this.database.jdbc());
	}

	static String searchPath(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				var result = statement.executeQuery("show search_path")) {
			result.next();
			return result.getString(1);
		}
	}

}

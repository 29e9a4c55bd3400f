package io.github.versionedschema.rollout;

import java.util.Map;

import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Provides the database of all instances: the given one, or one on an embedded server
 * that is stopped with the demonstration.
 */
final class RolloutDatabase implements AutoCloseable {

	private final String url;

	private final String description;

	private final @Nullable EmbeddedServer server;

	private RolloutDatabase(String url, String description, @Nullable EmbeddedServer server) {
		this.url = url;
		this.description = description;
		this.server = server;
	}

	static RolloutDatabase given(String url) {
		return new RolloutDatabase(url, "Using the database given", null);
	}

	/**
	 * Starts a server. The role of the instances owns its database and is not a
	 * superuser, as in production. The database is removed with its server.
	 */
	static RolloutDatabase embedded() {
		EmbeddedServer server = EmbeddedServer.start(Map.of());
		TestDatabase database = server.server().createDatabase();
		String role = database.createRole();
		database.jdbc().sql("alter database %s owner to %s".formatted(database.name(), role)).update();
		String version = database.jdbc().sql("show server_version").query(String.class).single();
		return new RolloutDatabase("%s?user=%s&password=%s".formatted(database.url(), role, role),
				"Started PostgreSQL " + version, server);
	}

	/**
	 * Returns a JDBC URL, which may contain a password.
	 */
	String url() {
		return this.url;
	}

	/**
	 * Returns a description of the database.
	 */
	String description() {
		return this.description;
	}

	@Override
	public void close() {
		if (this.server != null) {
			this.server.close();
		}
	}

}

package io.github.versionedschema.testing.database;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.postgres.ConnectionSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Databases for tests on the server of the configured database.
 */
public final class TestDatabases {

	private static final Logger logger = LoggerFactory.getLogger(TestDatabases.class);

	private final ConnectionSource configured;

	private final Function<String, ConnectionSource> others;

	/**
	 * Creates an instance; nothing happens yet.
	 * @param configured connections to the configured database, as a role that may create
	 * databases
	 * @param others connections to another database of the server, by its name
	 */
	public TestDatabases(ConnectionSource configured, Function<String, ConnectionSource> others) {
		this.configured = configured;
		this.others = others;
	}

	/**
	 * Creates a database as it is before the first migration.
	 * @return the database, to be closed by the caller
	 * @throws DatabaseNotCreatedException if it cannot be created
	 */
	public TemporaryDatabase initial() {
		return create((server) -> Source.of(server.jdbc()));
	}

	/**
	 * Creates a copy of another database, which must have no sessions besides the one
	 * that is kept.
	 */
	private TemporaryDatabase create(Function<Server, Source> source) {
		try (Server server = Server.open(this.configured)) {
			if (!server.mayCreateDatabases()) {
				throw DatabaseNotCreatedException.withoutPrivilege(server.jdbc());
			}
			server.removeLeftovers();
			String name = server.names().another();
			server.create(name, source.apply(server));
			return TemporaryDatabase.of(name, this.others.apply(name), this.configured);
		}
		catch (DataAccessException ex) {
			throw new DatabaseNotCreatedException(ex);
		}
	}

	/**
	 * Creates a clone of the template for a set of migrations. The template is created if
	 * it does not exist.
	 * @param settings the settings of the engine
	 * @param migrations the migrations
	 * @return the database, to be closed by the caller
	 * @throws DatabaseNotCreatedException if it cannot be created
	 */
	public TemporaryDatabase migrated(VersionedSchemaSettings settings, MigrationSource migrations) {
		return create((server) -> {
			Source source = Source.of(server.jdbc());
			String role = server.jdbc().sql("select current_user::text").query(String.class).single();
			String key = TemplateKey.of(settings, migrations.read(), source, role).toString();
			String template = server.names().template(key);
			if (!server.exists(template)) {
				createTemplate(server, key, source, settings, migrations);
			}
			server.use(template);
			return source.copiedFrom(template);
		});
	}

	private void createTemplate(Server server, String key, Source source, VersionedSchemaSettings settings,
			MigrationSource migrations) {
		Instant begin = Instant.now();
		String unfinished = server.names().unfinished(key);
		server.drop(unfinished);
		server.create(unfinished, source);
		try (VersionedSchema schema = VersionedSchema.builder(settings, this.others.apply(unfinished), migrations)
			.build()) {
			schema.expand();
			schema.complete(true);
		}
		catch (RuntimeException ex) {
			server.drop(unfinished);
			throw ex;
		}
		String template = server.names().template(key);
		server.publish(unfinished, template);
		logger.info("Created template database {} in {} ms. Tests with the same migrations use clones of it", template,
				Duration.between(begin, Instant.now()).toMillis());
	}

}

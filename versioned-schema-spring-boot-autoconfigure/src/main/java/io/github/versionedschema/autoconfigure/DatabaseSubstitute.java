package io.github.versionedschema.autoconfigure;

import java.util.function.Function;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Chooses another database on the configured server for the pinned DataSources, the
 * leader and other migration tools. A bean of this type is for tests: it gives each
 * application context a database of its own. It is called once for each DataSource that
 * has a schema of its own, before any of them uses the database.
 */
@FunctionalInterface
public interface DatabaseSubstitute {

	/**
	 * Chooses the database.
	 * @param configured the database that is configured
	 * @return the name of the database to use, or null for the configured one
	 */
	@Nullable String choose(ConfiguredDatabase configured);

	/**
	 * The database that is configured, and what would be done to it.
	 *
	 * @param settings the engine's settings
	 * @param migrations the application's migrations
	 * @param connections the leader's connections to the configured database
	 * @param others the leader's connections to another database of the server, by its
	 * name
	 * @param changedByOthers whether other tools, such as Flyway, change the schema
	 * before the application expands
	 */
	record ConfiguredDatabase(VersionedSchemaSettings settings, MigrationSource migrations,
			ConnectionSource connections, Function<String, ConnectionSource> others, boolean changedByOthers) {
	}

}

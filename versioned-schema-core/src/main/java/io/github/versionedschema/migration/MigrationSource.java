package io.github.versionedschema.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The source of an application's migrations.
 */
@FunctionalInterface
public interface MigrationSource {

	/**
	 * Reads the migrations.
	 * @return all migrations, in the order of application
	 * @throws MigrationLocationNotFoundException if the location does not exist
	 * @throws InvalidMigrationsException if any of them has an error
	 */
	List<Migration> read();

	/**
	 * Returns the names of the migrations, if possible without reading them.
	 * @return their names, in the order of application
	 * @throws MigrationLocationNotFoundException if the location does not exist
	 */
	default List<String> names() {
		return read().stream().map(Migration::name).toList();
	}

	/**
	 * Returns the version of the last migration, if possible without reading any. If no
	 * migration is pending, this is sufficient.
	 * @return the version, or null if there are no migrations
	 * @throws MigrationLocationNotFoundException if the location does not exist
	 * @throws InvalidMigrationsException if they had to be read and have an error
	 */
	default @Nullable String version() {
		List<Migration> migrations = read();
		return migrations.isEmpty() ? null : migrations.get(migrations.size() - 1).version();
	}

}

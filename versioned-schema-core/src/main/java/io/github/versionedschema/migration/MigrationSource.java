package io.github.versionedschema.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where an application has its migrations from.
 */
@FunctionalInterface
public interface MigrationSource {

	/**
	 * Reads the migrations.
	 * @return all of them, in the order in which they apply
	 * @throws MigrationLocationNotFoundException if there is no such place
	 * @throws InvalidMigrationsException if anything is wrong with any of them
	 */
	List<Migration> read();

	/**
	 * Tells what the migrations are called, if possible without reading any.
	 * @return their names, in the order in which they apply
	 * @throws MigrationLocationNotFoundException if there is no such place
	 */
	default List<String> names() {
		return read().stream().map(Migration::name).toList();
	}

	/**
	 * Tells the version that the last migration leads to, if possible without reading
	 * any: an application that has nothing to do needs to know no more.
	 * @return the version, or null if there are no migrations
	 * @throws MigrationLocationNotFoundException if there is no such place
	 * @throws InvalidMigrationsException if they had to be read, and anything is wrong
	 */
	default @Nullable String version() {
		List<Migration> migrations = read();
		return migrations.isEmpty() ? null : migrations.get(migrations.size() - 1).version();
	}

}

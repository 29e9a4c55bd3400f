package io.github.versionedschema.autoconfigure.transition;

/**
 * Changes of the schema that have to be done before the application's version is brought
 * into being. Run on the thread of whoever needs the version first, which may create
 * beans; possibly several times.
 */
@FunctionalInterface
public interface PrecedingMigrations {

	/**
	 * Returns when they are done.
	 */
	void run();

}

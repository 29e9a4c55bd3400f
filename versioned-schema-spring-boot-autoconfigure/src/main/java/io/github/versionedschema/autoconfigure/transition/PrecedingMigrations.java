package io.github.versionedschema.autoconfigure.transition;

/**
 * Runs changes of the schema that must precede the expand. It runs on the first thread
 * that needs the version, which may create beans, and may run several times.
 */
@FunctionalInterface
public interface PrecedingMigrations {

	/**
	 * Runs the changes and returns when they are done.
	 */
	void run();

	/**
	 * Returns whether there are any changes to run.
	 */
	default boolean exist() {
		return true;
	}

}

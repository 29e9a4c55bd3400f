package io.github.versionedschema.session.pin;

/**
 * Callback that runs before the first connection is opened.
 */
@FunctionalInterface
public interface BeforeFirstUse {

	/**
	 * Expands to the application's version, or waits until another instance has done so.
	 * Called by the thread that requests the first connection, by one thread at a time,
	 * until it succeeds and sessions can attach to the version.
	 * @return the version's schema, as recorded in the journal
	 * @throws InterruptedException if the application stops
	 */
	String versionSchema() throws InterruptedException;

}

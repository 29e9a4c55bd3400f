package io.github.versionedschema.session.pin;

/**
 * What has to happen before the first connection may be opened.
 */
@FunctionalInterface
public interface BeforeFirstUse {

	/**
	 * Brings the application's version into being, or waits until somebody else has.
	 * Called by the thread that wants the first connection, by one at a time, until it
	 * succeeds once and the version can be attached to.
	 * @return the version's schema, as the journal has it
	 * @throws InterruptedException when the application stops
	 */
	String versionSchema() throws InterruptedException;

}

package io.github.versionedschema.chains;

/**
 * Adds and removes random versions, and compares what each live version sees with what
 * the same operations make in plain SQL.
 */
interface Run extends AutoCloseable {

	/** Adds versions one after the other, and undoes some of the additions. */
	void addVersions(int versions);

	/** Writes as each of the live versions. */
	void write();

	/** Removes all versions before the given one. */
	void completeTo(int version);

	/** Removes the newest version. */
	void abort();

	/**
	 * Removes all versions but the newest, and requires the catalogue that the same
	 * changes make one after the other.
	 */
	void completeAll();

	@Override
	void close();

}

package io.github.versionedschema.fire;

/**
 * A way in which a leader dies.
 */
interface Death extends AutoCloseable {

	/**
	 * Runs a transition of the second release, whose leader dies at a checkpoint.
	 * @param transition what it was doing
	 * @param checkpoint when it dies
	 */
	void during(Transition transition, Checkpoint checkpoint);

	@Override
	default void close() {
	}

}

package io.github.versionedschema.kills;

import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Transition;

/**
 * Way in which a leader dies.
 */
interface Death extends AutoCloseable {

	/**
	 * Runs a transition of the second release, whose leader dies at a checkpoint.
	 * @param transition the transition that it runs
	 * @param checkpoint when it dies
	 */
	void during(Transition transition, Checkpoint checkpoint);

	@Override
	default void close() {
	}

}

package io.github.versionedschema.autoconfigure.transition;

import org.jspecify.annotations.Nullable;

/**
 * Request to run a transition.
 *
 * @param transition the transition
 * @param version the oldest version that stays live, for transitions that retire
 * versions; null for the newest version
 * @param force whether blocking sessions are terminated
 */
public record TransitionRequest(Transition transition, @Nullable String version, boolean force) {

	/** Returns a request that terminates no session, and stops at no version. */
	static TransitionRequest of(Transition transition) {
		return new TransitionRequest(transition, null, false);
	}

}

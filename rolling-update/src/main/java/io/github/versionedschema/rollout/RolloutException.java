package io.github.versionedschema.rollout;

/**
 * The demonstration cannot go on.
 */
final class RolloutException extends RuntimeException {

	RolloutException(String message) {
		super(message);
	}

}

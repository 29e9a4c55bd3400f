package io.github.versionedschema.rollout;

/**
 * Thrown when the demonstration cannot continue.
 */
final class RolloutException extends RuntimeException {

	RolloutException(String message) {
		super(message);
	}

}

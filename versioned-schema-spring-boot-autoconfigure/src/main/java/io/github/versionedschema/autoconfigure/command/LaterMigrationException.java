package io.github.versionedschema.autoconfigure.command;

/**
 * Thrown when a migration fails in a command that has already applied others.
 */
final class LaterMigrationException extends RuntimeException {

	private final String done;

	private final RuntimeException failure;

	LaterMigrationException(String done, RuntimeException failure) {
		super(failure.getMessage(), failure);
		this.done = done;
		this.failure = failure;
	}

	/** Returns what was done before. */
	String done() {
		return this.done;
	}

	@Override
	public synchronized RuntimeException getCause() {
		return this.failure;
	}

}

package io.github.versionedschema.failure;

/**
 * Thrown when the work is stopped because the application shuts down. Completed work is
 * kept, and the next leader resumes it.
 */
public final class StoppedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public StoppedException() {
		super("The work on the schema was stopped. What was done is kept; the next start resumes there.");
	}

}

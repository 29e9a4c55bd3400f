package io.github.versionedschema.failure;

/**
 * The work was asked to stop, because the application shuts down. What was done so far is
 * kept, and whoever leads next goes on from there.
 */
public final class StoppedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public StoppedException() {
		super("The work on the schema was stopped. What was done is kept; the next start resumes there.");
	}

}

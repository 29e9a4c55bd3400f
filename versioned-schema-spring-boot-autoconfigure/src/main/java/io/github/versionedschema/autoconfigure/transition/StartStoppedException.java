package io.github.versionedschema.autoconfigure.transition;

/**
 * Thrown when the application is stopped while it waits for its version. Completed steps
 * are kept.
 */
public final class StartStoppedException extends InterruptedException {

	StartStoppedException() {
		super("The application is being stopped. The next start resumes where this one stopped.");
	}

}

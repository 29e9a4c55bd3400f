package io.github.versionedschema.autoconfigure.transition;

/**
 * The application is being stopped while it waits for its version. What was done to bring
 * that into being is kept.
 */
public final class StartStoppedException extends InterruptedException {

	StartStoppedException() {
		super("The application is being stopped. The next start resumes where this one stopped.");
	}

}

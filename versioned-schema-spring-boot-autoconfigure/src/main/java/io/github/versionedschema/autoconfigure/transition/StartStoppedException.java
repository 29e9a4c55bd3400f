package io.github.versionedschema.autoconfigure.transition;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;

/**
 * Thrown when the application is stopped while it waits for its version. Completed steps
 * are kept.
 */
public final class StartStoppedException extends InterruptedException implements SchemaFailure {

	private static final long serialVersionUID = 1L;

	StartStoppedException() {
		super("The application is being stopped. The next start resumes where this one stopped.");
	}

	@Override
	public FailureKind kind() {
		return FailureKind.STOPPED;
	}

	@Override
	public String type() {
		return "stopped";
	}

}

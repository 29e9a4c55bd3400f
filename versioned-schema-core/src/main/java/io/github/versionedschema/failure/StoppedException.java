package io.github.versionedschema.failure;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when the work is stopped because the application shuts down. Completed work is
 * kept, and the next leader resumes it.
 */
public final class StoppedException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	public StoppedException() {
		super(FailureKind.STOPPED, "stopped",
				"The work on the schema was stopped. What was done is kept; the next start resumes there.", null);
	}

}
